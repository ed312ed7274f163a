// Shows a password to the one who types it. It is hidden again before it is sent, so that browsers keep no plain text.

export function offerToShowPasswords(part) {
  for (const button of part.querySelectorAll("button[data-shows]")) {
    const field = document.getElementById(button.dataset.shows)
    const show = (isShown) => {
      field.type = isShown ? "text" : "password"
      button.textContent = isShown ? button.dataset.hide : button.dataset.show
      button.setAttribute("aria-pressed", String(isShown))
    }
    button.hidden = false
    button.setAttribute("aria-pressed", "false")
    button.addEventListener("click", () => show(field.type === "password"))
    field.form?.addEventListener("submit", () => show(false))
  }
}
