// Reading a chart point by point: arrow keys, pointer and touch show each point's words below the drawing. The words are
// the titles of the points ([data-point]), so nothing is known here that the page does not hold.

const MARK = "is-read"

function readable(figure) {
  const drawings = [...figure.querySelectorAll(".at-chart__draw")]
  const charts = drawings.map((drawing) => drawing.querySelector("svg")).filter(Boolean)
  const points = charts.map((chart) => [...chart.querySelectorAll("[data-point]")])
  const words = (points[0] ?? []).map((point) => point.querySelector("title").textContent)
  if (!words.length || figure.querySelector(".at-chart__reader")) return

  // A slider, because that is what it is: one position out of many, each with its words.
  const slider = document.createElement("input")
  slider.type = "range"
  slider.min = 1
  slider.max = words.length
  slider.setAttribute("aria-label", figure.dataset.chart)
  const caption = document.createElement("p")
  caption.className = "at-chart__reading"
  caption.setAttribute("aria-hidden", "true") // The slider says the same to those who listen.

  const reader = document.createElement("div")
  reader.className = "at-chart__reader"
  drawings[0].before(reader)
  reader.append(...drawings, slider)
  reader.after(caption)

  function read(index) {
    for (const ofOneChart of points) {
      ofOneChart.forEach((point, at) => point.classList.toggle(MARK, at === index))
    }
    slider.value = index + 1
    slider.setAttribute("aria-valuetext", words[index])
    caption.textContent = words[index]
  }

  // When nobody asks, the latest value is what is said; a chart of units side by side has none and says nothing.
  const latest = points[0].findIndex((point) => point.dataset.point === "latest")
  function rest() {
    if (document.activeElement === slider) return
    read(Math.max(latest, 0))
    if (latest < 0) caption.textContent = ""
    for (const ofOneChart of points) ofOneChart.forEach((point) => point.classList.remove(MARK))
  }

  // Whoever chooses a point may want to say what was happening then: a note beside the chart takes its day.
  function choose(index) {
    read(index)
    figure.dispatchEvent(new CustomEvent("chart:chosen", { bubbles: true, detail: index }))
  }

  slider.addEventListener("input", () => choose(slider.value - 1))
  slider.addEventListener("focus", () => read(slider.value - 1))
  slider.addEventListener("blur", rest)
  charts.forEach((chart, which) => {
    chart.addEventListener("pointermove", (event) => read(nearest(points[which], event.clientX)))
    chart.addEventListener("pointerdown", (event) => choose(nearest(points[which], event.clientX)))
    chart.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") rest()
    })
  })
  rest()
}

function nearest(points, x) {
  let best = 0
  let least = Infinity
  points.forEach((point, at) => {
    const box = point.getBoundingClientRect()
    const away = Math.abs((box.left + box.right) / 2 - x)
    if (away < least) {
      least = away
      best = at
    }
  })
  return best
}

// A note is for the day that its writer says; only until they have said one is it the chosen point's.
function dated(note) {
  const day = note.querySelector('input[name="on"]')
  const starts = note.dataset.starts.split(" ")
  let isTyped = false
  day.addEventListener("input", () => (isTyped = true))
  document.addEventListener("chart:chosen", (event) => {
    if (!isTyped && starts[event.detail]) day.value = starts[event.detail]
  })
}

function prepare(part) {
  for (const figure of part.querySelectorAll("figure[data-chart]")) readable(figure)
}

prepare(document)
document.querySelectorAll("[data-note]").forEach(dated)
document.addEventListener("htmx:load", (event) => prepare(event.target))
