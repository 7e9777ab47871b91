/* An address that was published once leads to what it named, wherever that stands now (data/redirects.yml).
   A server could do it for pages; what follows the # is never sent to one. */
(() => {
  const follow = () => {
    let id = location.hash.slice(1)
    try {
      id = decodeURIComponent(id)
    } catch (error) {
      // A broken escape names nothing.
    }
    if (id && document.getElementById(id)) return
    const links = [...document.querySelectorAll("#guide-moved a")]
    const link = links.find(each => each.dataset.id === id) || links.find(each => each.dataset.id === "")
    if (!link) return
    const target = new URL(link.getAttribute("href"), location.href)
    target.search = location.search
    if (!target.hash) target.hash = location.hash
    location.replace(target.href)
  }
  addEventListener("hashchange", follow)
  follow()
})()
