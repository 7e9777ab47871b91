/* Light or dark: the system's wish until the reader presses the button. */
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)")
  const button = document.querySelector(".guide-scheme")
  let chosen
  try {
    chosen = localStorage.getItem("guide.scheme")
  } catch {
    /* Not readable: the system's wish stands. */
  }

  function show(scheme) {
    document.body.dataset.mdColorScheme = scheme
    button?.setAttribute("aria-pressed", scheme === "slate")
  }

  show(chosen || (system.matches ? "slate" : "default"))
  system.addEventListener("change", () => chosen || show(system.matches ? "slate" : "default"))
  button?.addEventListener("click", () => {
    chosen = document.body.dataset.mdColorScheme === "slate" ? "default" : "slate"
    show(chosen)
    guide.keep("scheme", chosen)
  })
})()
