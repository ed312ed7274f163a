// A block copied from a spreadsheet, read for the rows of the grid: by the same rules as web/reporting/pasting.py.

const NUMBER = /^(?:[<≤]?\s*[-+−]?[\d\s.,’']*\d\s*%?|\*)$/

const hasNumbers = (parts) => parts.some((part) => NUMBER.test(part))

// Which texts go to which row, and the lines that found none. `rows` have a name and boxes; lines without names go by
// the order of the rows, beginning at `first`.
export function readBlock(block, rows, first) {
  const lines = block.trimEnd().split(/\r\n?|\n/).map((line) => line.split("\t").map((part) => part.trim()))
  while (lines.length && lines[0].some(Boolean) && !hasNumbers(lines[0])) lines.shift()
  const byName = new Map(rows.map((row) => [row.name.toLowerCase(), row]))
  const rowOf = (parts) => byName.get(parts[0].toLowerCase())
  const areNamed = lines.some(rowOf)
  const filled = []
  const lost = []

  lines.forEach((parts, i) => {
    const row = areNamed ? rowOf(parts) : rows[Math.max(first, 0) + i]
    if (!hasNumbers(parts)) return
    if (!row) {
      lost.push(parts.join(" ").trim())
      return
    }
    const texts = areNamed ? parts.slice(1) : parts
    while (texts.length > row.boxes.length && !NUMBER.test(texts[0])) texts.shift()
    filled.push({ row, texts })
  })
  return { filled, lost }
}
