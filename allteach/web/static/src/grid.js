// The reporting grid: a block pasted into a box fills the boxes from there on; what could not be sent is kept on this
// device and put back; leaving with something unsent asks first. Without this script the grid works by its buttons.

const form = document.querySelector('[data-grid]')

if (form) {
  const place = `allteach-sheet-${form.dataset.team}-${form.dataset.period}`
  const boxes = () => [...form.querySelectorAll('input[data-field]')]

  form.addEventListener('paste', (event) => {
    const box = event.target.closest('input[data-field]')
    const block = event.clipboardData.getData('text/plain')
    if (!box || !/[\t\n]/.test(block.trim())) return
    event.preventDefault()
    lay(block, box)
  })

  // Rows of the block on rows of the grid, columns on the boxes of a row. Words in front of the numbers are passed over.
  function lay(block, from) {
    const rows = [...form.querySelectorAll('tbody tr')].filter((row) => row.querySelector('input[data-field]'))
    const first = rows.indexOf(from.closest('tr'))
    const lines = block.replace(/\r/g, '').replace(/\n+$/, '').split('\n')
    lines.forEach((line, i) => {
      const row = rows[first + i]
      if (!row) return
      const cells = [...row.querySelectorAll('input[data-field]')]
      const start = i === 0 ? cells.indexOf(from) : 0
      const parts = line.split('\t').map((part) => part.trim())
      while (parts.length > cells.length && !/^[-\d]/.test(parts[0])) parts.shift()
      parts.forEach((part, j) => {
        const cell = cells[(parts.length === 1 ? start : 0) + j]
        if (cell && part !== '') cell.value = part
      })
      row.dispatchEvent(new Event('change', { bubbles: true }))
    })
  }

  // Enter goes to the same box of the next row, as in a spreadsheet; it never sends by accident.
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !event.target.matches('input[data-field]') || !form.querySelector('table')) return
    event.preventDefault()
    const same = boxes().filter((box) => box.dataset.field === event.target.dataset.field)
    same[same.indexOf(event.target) + 1]?.focus()
  })

  // What cannot be sent now is kept here, and sent when there is a connection again.
  const kept = document.getElementById('kept')
  const read = () => JSON.parse(localStorage.getItem(place) || '{}')

  function keepHere() {
    const typed = Object.fromEntries(boxes().map((box) => [box.name, box.value]))
    localStorage.setItem(place, JSON.stringify(typed))
    if (kept) kept.textContent = form.dataset.offline
  }

  document.body.addEventListener('htmx:sendError', keepHere)
  document.body.addEventListener('htmx:responseError', keepHere)
  document.body.addEventListener('htmx:afterRequest', (event) => {
    if (event.detail.successful && form.contains(event.detail.elt)) localStorage.removeItem(place)
  })
  form.addEventListener('submit', () => {
    if (!navigator.onLine) keepHere()
  })

  function putBack() {
    const typed = read()
    for (const box of boxes()) {
      if (typed[box.name] !== undefined && typed[box.name] !== box.value) {
        box.value = typed[box.name]
        box.dispatchEvent(new Event('input', { bubbles: true }))
      }
    }
  }

  window.addEventListener('online', putBack)
  putBack()
}
