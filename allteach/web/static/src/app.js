// What every page has. Each part makes something quicker; without it the page still works.

import { countLetters } from "./parts/counting.js"
import { offerCopies } from "./parts/copying.js"
import { leadToErrors } from "./parts/errors.js"
import { offerToShowPasswords } from "./parts/passwords.js"
import { sendOnce } from "./parts/sending.js"
import { sayWhatFailed } from "./parts/trouble.js"

document.body.classList.add("js-enabled", "nhsuk-frontend-supported")

function prepare(part) {
  countLetters(part)
  offerCopies(part)
  offerToShowPasswords(part)
  leadToErrors(part)
}

prepare(document)
sendOnce(document)
sayWhatFailed(document)
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) prepare(event.target)
})
