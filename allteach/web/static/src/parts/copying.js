// Copies the text of a box; the button appears only where the browser can copy.

export function offerCopies(part) {
  if (!navigator.clipboard) return
  for (const button of part.querySelectorAll("button[data-copies]")) {
    const words = button.textContent
    button.hidden = false
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copies)
      await navigator.clipboard.writeText(field.value)
      button.textContent = button.dataset.copied
      button.closest(".at-copy").querySelector("[role=status]").textContent = button.dataset.copied
      setTimeout(() => { button.textContent = words }, 3000)
    })
  }
}
