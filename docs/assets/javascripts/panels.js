/* The drawer with the contents (on narrow screens) and the search dialog: opened and closed by real buttons.

   The theme's styles follow two hidden checkboxes, and its bundle listens to their change: both keep working. */
(() => {
  const toggle = name => document.getElementById("__" + name)
  const openers = name => document.querySelectorAll(`[data-guide-open="${name}"]`)
  const drawer = document.querySelector(".md-sidebar--primary")
  const field = document.querySelector(".md-search__input")
  const wide = matchMedia("(min-width: 76.25em)")
  let before

  function set(name, open) {
    const box = toggle(name)
    if (!box || box.checked === open) return
    if (open) before = document.activeElement
    box.checked = open
    box.dispatchEvent(new Event("change", { bubbles: true }))
  }

  function follow(name) {
    const open = toggle(name).checked
    for (const opener of openers(name)) opener.setAttribute("aria-expanded", open)
    if (name !== "drawer" || wide.matches) return
    // What the open drawer covers can be neither reached nor read.
    for (const covered of document.querySelectorAll(".md-skip, .md-header, .md-content, .md-footer")) covered.inert = open
    if (open) (drawer.querySelector("[aria-current]") ?? drawer.querySelector("a")).focus()
    else if (before?.isConnected) before.focus()
  }

  for (const name of ["drawer", "search"]) {
    if (!toggle(name)) continue
    toggle(name).addEventListener("change", () => follow(name))
    for (const opener of openers(name)) {
      opener.addEventListener("click", () => {
        set(name, true)
        if (name === "search") field.focus()
      })
    }
    for (const closer of document.querySelectorAll(`[data-guide-close="${name}"]`)) {
      closer.addEventListener("click", () => set(name, false))
    }
  }
  wide.addEventListener("change", () => set("drawer", false))

  // The theme closes a panel when the reader goes to an anchor of the same page; before it runs, this does.
  drawer?.addEventListener("click", event => event.target.closest("a") && set("drawer", false))
  field?.addEventListener("focus", () => set("search", true))
  addEventListener("keydown", event => {
    if (event.key === "Escape") {
      if (toggle("search")?.checked && !guide.awake) set("search", false)
      set("drawer", false)
    }
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]")
    if (typing || event.ctrlKey || event.metaKey || event.altKey || toggle("search")?.checked) return
    if (field && (["/", "f", "s"].includes(event.key) || event.code === "Slash")) {
      event.preventDefault()
      set("search", true)
      field.focus()
    }
  })
})()
