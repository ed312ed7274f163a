// A second press within a second sends nothing: hands shake, and a slow line invites pressing again.

const PAUSE = 1000

export function sendOnce(page) {
  const sentAt = new WeakMap()
  page.addEventListener(
    "submit",
    (event) => {
      const now = Date.now()
      if (now - (sentAt.get(event.target) ?? 0) < PAUSE) {
        event.preventDefault()
        event.stopPropagation()
        return
      }
      sentAt.set(event.target, now)
    },
    true,
  )
}
