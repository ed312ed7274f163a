// After a form comes back with something to put right, its summary takes the focus, and each line leads into its field.

export function leadToErrors(part) {
  const summary = part.querySelector("[data-error-summary]")
  if (!summary) return
  summary.focus()
  const prefix = summary.dataset.errorTitle
  if (!document.title.startsWith(prefix)) document.title = `${prefix} ${document.title}`
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']")
    const field = link && document.getElementById(link.hash.slice(1))
    if (!field) return
    event.preventDefault()
    const question = field.closest("fieldset") ?? document.querySelector(`label[for="${CSS.escape(field.id)}"]`) ?? field
    question.scrollIntoView()
    field.focus({ preventScroll: true })
  })
}
