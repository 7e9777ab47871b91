/* Keeps the guide for reading without a network, and says so when a kept page is shown. */
(() => {
  if (document.documentElement.dataset.offline !== undefined) {
    const note = document.createElement("p")
    note.className = "guide-offline"
    note.setAttribute("role", "status")
    note.textContent = "오프라인입니다. 저장해 둔 페이지라 최신이 아닐 수 있습니다."
    document.querySelector(".md-container").prepend(note)
  }
  if (!("serviceWorker" in navigator) || navigator.connection?.saveData) return
  const { base } = JSON.parse(document.getElementById("__config").textContent)
  const root = new URL(base.endsWith("/") ? base : base + "/", location.href)
  const register = () => navigator.serviceWorker.register(new URL("sw.js", root)).catch(() => {})
  // After the page, never beside it.
  guide.stands.then(() => (window.requestIdleCallback ?? setTimeout)(register, { timeout: 5000 }))
})()
