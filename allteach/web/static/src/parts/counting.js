// How many letters are left, under an answer of limited length. Says so aloud only after a pause in typing.

const PAUSE = 1000

export function countLetters(part) {
  for (const field of part.querySelectorAll("textarea[data-counts]")) {
    const most = Number(field.dataset.counts)
    const shown = document.createElement("p")
    shown.className = "at-counting at-small"
    shown.setAttribute("aria-hidden", "true")
    const spoken = document.createElement("span")
    spoken.className = "nhsuk-u-visually-hidden"
    spoken.setAttribute("role", "status")
    field.after(shown, spoken)

    let timer
    const count = () => {
      // As the server counts: letters outside the basic plane are one, a line break is two.
      const left = most - Array.from(field.value.replace(/\r?\n/g, "\r\n")).length
      const isNear = left < Math.min(most / 4, 200)
      shown.textContent = left < 0 ? `${field.dataset.wordsOver} ${-left}` : `${field.dataset.wordsLeft} ${left}`
      shown.classList.toggle("at-counting--over", left < 0)
      shown.hidden = !isNear
      clearTimeout(timer)
      if (isNear) timer = setTimeout(() => { spoken.textContent = shown.textContent }, PAUSE)
    }
    field.addEventListener("input", count)
    count()
  }
}
