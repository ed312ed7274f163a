// The reporting grid: a block pasted anywhere on the page fills it at once; what could not be sent is kept on this
// device and put back; sending waits for what is just being kept. Without this script the grid works by its buttons.

import { readBlock } from "./parts/pasting.js"

const form = document.querySelector("[data-grid]")

if (form) {
  const place = `allteach-sheet-${form.dataset.team}-${form.dataset.period}`
  const boxes = () => [...form.querySelectorAll("input[data-field]")]
  const kept = document.getElementById("kept")

  // A block pasted into a box begins there; pasted anywhere else on the page it begins at the first row; lines that
  // name their measure go to it from anywhere. A single number goes where the cursor is, as ever.
  document.addEventListener("paste", (event) => {
    const box = event.target.closest?.("input[data-field]")
    const block = event.clipboardData.getData("text/plain")
    if (!form.dataset.keep || !/[\t\n]/.test(block.trim()) || (!box && event.target.matches?.("input, textarea"))) return
    event.preventDefault()
    lay(block, box)
  })

  function lay(block, from) {
    const rows = [...form.querySelectorAll("tr[data-measure]")].map((row) => ({
      name: row.dataset.measure,
      boxes: [...row.querySelectorAll("input[data-field]")],
    }))
    const at = rows.find((row) => row.boxes.includes(from))
    const { filled, lost } = readBlock(block, rows, rows.indexOf(at))
    for (const { row, texts } of filled) {
      const first = texts.length === 1 && row === at ? row.boxes.indexOf(from) : 0
      texts.forEach((text, i) => { if (text && row.boxes[first + i]) row.boxes[first + i].value = text })
    }
    window.htmx?.ajax("POST", form.dataset.keep, { source: form, swap: "none" })
    const trouble = document.getElementById("not-laid")
    trouble.hidden = !lost.length
    trouble.querySelector("span").textContent = lost.join("; ")
  }

  // Enter goes to the same box of the next row, as in a spreadsheet; it never sends by accident.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return
    if (!event.target.matches("input[data-field]") || !form.querySelector("table")) return
    event.preventDefault()
    const same = boxes().filter((box) => box.dataset.field === event.target.dataset.field)
    same[same.indexOf(event.target) + 1]?.focus()
  })

  // Control and Enter, from any box: send.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    form.requestSubmit(form.querySelector("button[value=send]"))
  })

  // Whatever is just being kept is waited for: two versions of one's own text would look like somebody else's.
  let busy = 0
  let waiting = null
  form.addEventListener("htmx:beforeRequest", () => { busy += 1 })
  form.addEventListener("htmx:afterRequest", () => {
    busy -= 1
    if (busy || !waiting) return
    form.append(waiting)
    waiting = null
    form.submit()
  })
  form.addEventListener("submit", (event) => {
    if (!busy) return
    event.preventDefault()
    waiting = Object.assign(document.createElement("input"), { type: "hidden", name: "do", value: event.submitter?.value ?? "" })
  })

  // What cannot be sent now is kept here, and sent when there is a connection again.
  const read = () => JSON.parse(localStorage.getItem(place) || "{}")

  function keepHere() {
    const typed = Object.fromEntries(boxes().map((box) => [box.name, box.value]))
    localStorage.setItem(place, JSON.stringify(typed))
    if (kept) kept.textContent = form.dataset.offline
  }

  document.body.addEventListener("htmx:sendError", keepHere)
  document.body.addEventListener("htmx:responseError", keepHere)
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && form.contains(event.detail.elt)) localStorage.removeItem(place)
  })
  form.addEventListener("submit", () => {
    if (!navigator.onLine) keepHere()
  })

  function putBack() {
    const typed = read()
    for (const box of boxes()) {
      if (typed[box.name] !== undefined && typed[box.name] !== box.value) {
        box.value = typed[box.name]
        box.dispatchEvent(new Event("input", { bubbles: true }))
      }
    }
  }

  window.addEventListener("online", putBack)
  putBack()
}
