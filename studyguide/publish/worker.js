/* Service worker: keeps the whole guide for reading offline.

   A page always comes from the network when there is one; a kept page is shown only when there is none, and
   then it says so. Files whose names carry a hash never change and come from the cache. An update fetches only
   what changed. The cache before the last one stays for tabs that were opened with it. */
const VERSION = "{{version}}"
const FILES = {{files}} // path → hash of its content
const PATIENCE = 5000 // ms until a network that does not answer counts as none
const HASHED = /\.[0-9a-f]{8}\.(min\.)?(css|js)$/

const root = new URL("./", self.location)
const keyOf = (path, hash) => new URL(`${path}?kept=${hash}`, root).href

async function keep() {
  const cache = await caches.open(VERSION)
  await Promise.all(
    Object.entries(FILES).map(async ([path, hash]) => {
      const key = keyOf(path, hash)
      const response = (await caches.match(key)) ?? (await fetch(new URL(path, root), { cache: "no-cache" }))
      if (!response.ok) throw new Error(`${path}: ${response.status}`)
      await cache.put(key, response)
    }),
  )
}

async function kept(url) {
  const path = url.pathname.slice(root.pathname.length)
  const name = path === "" || path.endsWith("/") ? path + "index.html" : path
  return name in FILES ? caches.match(keyOf(name, FILES[name])) : undefined
}

async function markOffline(response) {
  const html = await response.text()
  return new Response(html.replace("<html ", "<html data-offline "), { headers: { "content-type": "text/html; charset=utf-8" } })
}

async function page(request, url) {
  const network = fetch(request)
  const patience = new Promise((_, reject) => setTimeout(reject, PATIENCE, new Error("no answer")))
  try {
    return await Promise.race([network, patience])
  } catch {
    const copy = (await kept(url)) ?? (await kept(new URL("404.html", root)))
    return copy ? markOffline(copy) : network
  }
}

async function file(request, url) {
  if (HASHED.test(url.pathname)) return (await kept(url)) ?? fetch(request)
  try {
    return await fetch(request)
  } catch (error) {
    const copy = await kept(url)
    if (!copy) throw error
    return copy
  }
}

self.addEventListener("install", event => {
  self.skipWaiting()
  event.waitUntil(keep())
})

self.addEventListener("activate", event => {
  const clean = async () => {
    const old = (await caches.keys()).filter(name => name.startsWith("guide-") && name !== VERSION)
    await Promise.all(old.slice(0, -1).map(name => caches.delete(name)))
    await self.clients.claim()
  }
  event.waitUntil(clean())
})

self.addEventListener("fetch", event => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== "GET" || url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return
  event.respondWith(request.mode === "navigate" ? page(request, url) : file(request, url))
})
