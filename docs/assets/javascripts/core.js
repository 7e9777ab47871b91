/* What the other scripts share, and the start of the theme's own.

   Reading needs neither the theme's bundle (contents that follow, search, «back to top») nor buttons to copy
   with, so they wait for the first sign of a hand: a pointer, a key, a focus. Addresses that ask for search
   (?q=, ?h=) start them at once. */
(() => {
  const signs = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown", "focusin", "click"]
  const first = []
  const { late } = document.currentScript.dataset
  let status

  const loaded = new Promise(settle => {
    if (document.readyState === "complete") settle()
    else addEventListener("load", settle)
  })
  // A short page is loaded before it is painted; a browser that does not tell of its paint has painted by then.
  const painted = new Promise(settle => {
    if (!PerformanceObserver.supportedEntryTypes?.includes("paint")) return settle()
    new PerformanceObserver((_, observer) => settle(observer.disconnect())).observe({ type: "paint", buffered: true })
  })

  const guide = (window.guide = {
    /* Settles when the page is loaded and painted: the time for what nobody waits for. */
    stands: Promise.all([loaded, painted]).then(() => new Promise(settle => setTimeout(settle, 100))),

    /* Settles when the theme's scripts have run. Later calls return the first one's promise. */
    wake() {
      return (guide.awake ??= (async () => {
        signs.forEach(sign => removeEventListener(sign, guide.wake, true))
        if (late) {
          const sheet = document.createElement("link")
          sheet.rel = "stylesheet"
          sheet.href = late
          document.head.append(sheet)
        }
        first.forEach(action => action())
        for (const waiting of document.querySelectorAll("script[type='text/later']")) {
          const script = document.createElement("script")
          script.src = waiting.dataset.src
          await new Promise(settled => {
            script.onload = script.onerror = settled
            waiting.replaceWith(script)
          })
        }
        // The bundle sets out at this event, which has long been.
        document.dispatchEvent(new Event("DOMContentLoaded"))
        guide.ran = true
        // Search listens from now on; tell it what was focused and typed until now.
        const field = document.activeElement
        if (field?.matches(".md-search__input")) field.dispatchEvent(new FocusEvent("focus"))
      })())
    },

    /* Runs an action when the reader first touches the page, or now if that has been. */
    atFirstTouch(action) {
      if (guide.awake) action()
      else first.push(action)
    },

    /* Shows a short message to the eye and to a screen reader. */
    say(message) {
      if (!status) {
        status = document.createElement("p")
        status.className = "guide-status"
        status.setAttribute("role", "status")
        document.body.append(status)
      }
      status.textContent = ""
      // A region that changes in the moment it appears is not read aloud.
      setTimeout(() => (status.textContent = message), 50)
      clearTimeout(guide.silence)
      guide.silence = setTimeout(() => (status.textContent = ""), 2500)
    },

    async copy(text, message) {
      try {
        await navigator.clipboard.writeText(text)
      } catch {
        // No clipboard API on file: and plain http: addresses.
        const field = document.createElement("textarea")
        field.value = text
        field.className = "guide-clipboard"
        document.body.append(field)
        field.select()
        const done = document.execCommand("copy")
        field.remove()
        if (!done) return guide.say("복사하지 못했습니다. 글을 골라 직접 복사하세요.")
      }
      guide.say(message)
    },

    /* localStorage that may be forbidden or full. */
    keep(name, value) {
      try {
        localStorage.setItem("guide." + name, value)
      } catch {
        /* The choice then holds for this page only. */
      }
    },

    button(className, label, action) {
      const button = document.createElement("button")
      button.type = "button"
      button.className = className
      button.textContent = label
      button.addEventListener("click", action)
      return button
    },
  })

  // The fonts come after the first paint; from the second page on they are at hand and asked for at once.
  const fetchFonts = () => {
    const faces = document.getElementById("guide-faces")
    if (!faces) return
    faces.media = "all"
    document.fonts.load('1em "Guide Sans"').then(fonts => fonts.length && guide.keep("fonts", "kept"), () => {})
  }
  guide.stands.then(fetchFonts)

  // A key that the bundle answers (n: next page) and that started it is given to it again.
  addEventListener("keydown", event => {
    if (guide.awake && !guide.ran && /^[np.,]$/.test(event.key)) {
      guide.awake.then(() => event.target.dispatchEvent(new KeyboardEvent("keydown", event)))
    }
  })

  if (/[?&][qh]=/.test(location.search)) guide.wake()
  else signs.forEach(sign => addEventListener(sign, guide.wake, { capture: true, passive: true }))
})()
