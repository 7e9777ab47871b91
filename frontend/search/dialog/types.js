// The messages between the theme's dialog and the worker (Material for MkDocs 9: SETUP 0, READY 1, QUERY 2, RESULT 3).

/** @typedef {{ location: string, title: string, text: string, score: number, terms: Record<string, boolean> }} Entry */
/** @typedef {{ items: Entry[][], suggest?: string[] }} Answer */
/** @typedef {{ type: number, data?: any }} Message its data: by the type; the theme reads it, we look at answers alone */
/** @typedef {(message: Message) => Message | undefined} Handler */
/** @typedef {{ config: unknown, docs: unknown[] }} Index */
/** What a script that was loaded from a disk leaves behind.
 * @typedef {{ __index?: Index, searchWorker?: Handler }} Loaded */
/** @typedef {{ onmessage: ((event: { data: Message }) => void) | null, onerror: ((event: any) => void) | null,
 *   postMessage: (message: Message) => void, terminate?: () => void }} WorkerLike */

export {};
