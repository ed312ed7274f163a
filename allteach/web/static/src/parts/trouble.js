// When what htmx sent has failed, the form stays as it was typed and a sentence says so. The words stand in the page.

export function sayWhatFailed(page) {
  const say = (words) => {
    const place = page.getElementById("trouble")
    place.querySelector("div").textContent = words
    place.hidden = false
    place.scrollIntoView({ block: "nearest" })
  }
  const wordsFor = (status) => {
    const place = page.getElementById("trouble")
    if (status === 0) return place.dataset.away
    if (status === 403 || status === 404) return place.dataset.closed
    if (status === 429) return place.dataset.often
    return place.dataset.broken
  }
  page.addEventListener("htmx:responseError", (event) => say(wordsFor(event.detail.xhr.status)))
  page.addEventListener("htmx:sendError", () => say(wordsFor(0)))
  page.addEventListener("htmx:timeout", () => say(wordsFor(0)))
  page.addEventListener("htmx:beforeRequest", () => { page.getElementById("trouble").hidden = true })
}
