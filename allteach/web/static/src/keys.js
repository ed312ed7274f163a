// Says in words when a passkey or security key did not answer; the sign-in library would only tell the console.

document.addEventListener("allauth.error", (event) => {
  event.preventDefault()
  const place = document.getElementById("key-trouble")
  place.hidden = false
  place.scrollIntoView({ block: "nearest" })
})
