// The service worker: an open tab keeps what it needs through later releases, and what was read or saved can be
// read without a network. decisions/0006-offline.md says why it is as it is.
import { answer } from './answers.js';
import { pageOf } from './names.js';
import scope, { release, root } from './release.js';
import { forget, isCurrent, isSaved, keepCopy, keepShell, keptPages, markSaved, tidy } from './storage.js';

scope.addEventListener('install', event => {
  // A later release's worker waits until a page that has come to rest lets it in: what took over in the middle of a
  // navigation would leave that page without an answer.
  if (!scope.registration.active) scope.skipWaiting();
  event.waitUntil(keepShell());
});

scope.addEventListener('activate', event => {
  event.waitUntil(tidy().then(() => scope.clients.claim()));
});

scope.addEventListener('fetch', event => {
  const response = answer(event);
  if (response) event.respondWith(response);
});

/**
 * What a page may ask: it asks for one file after the other, so that no task is long and the page shows how far it is.
 * @param {{ ask: string, path?: string }} question
 */
async function reply({ ask, path = '' }) {
  switch (ask) {
    case 'state': {
      const all = [...Object.keys(release.pages), ...Object.keys(release.data)];
      const current = await Promise.all(all.map(isCurrent));
      const missing = all.filter((_, place) => !current[place]);
      return { saved: await isSaved(), total: all.length, missing, size: release.size, pages: (await keptPages()).length };
    }
    case 'keep': {
      const page = pageOf(path, release.pages) ?? path;
      return { kept: await isCurrent(page) || await keepCopy(page, await fetch(new URL(page, root).href)) };
    }
    case 'saved':
      await markSaved();
      return {};
    case 'forget':
      await forget();
      return {};
    default:
      return undefined;
  }
}

scope.addEventListener('message', event => {
  if (event.data?.ask === 'take over') scope.skipWaiting();
  const [port] = event.ports;
  if (!port) return;
  event.waitUntil(reply(event.data).catch(() => undefined).then(answered => port.postMessage(answered)));
});
