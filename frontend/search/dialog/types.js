// What the dialog and the worker say to one another: SETUP 0, TEXTS 4 → READY 1; QUERY 2 → RESULT 3.

/** @typedef {'all' | 'question' | 'command' | 'error' | 'lab'} Kind a filter of the list */
/** @typedef {{ cause: string, look: string[], remedy: string }} Card */
/**
 * Titles and texts are HTML in which only the worker wrote tags; `score` is 0 for a page that only labels a row, negative
 * for what is folded; `terms` are words to mark on the page (true) and words that are missing there (false).
 * @typedef {{ location: string, title: string, text: string, score: number, terms: Record<string, boolean>, kind?: string,
 *   under?: string, copy?: string, answer?: string, card?: Card }} Entry
 */
/**
 * `total`: how many were found, of which the list shows some; `unknown`: words that the guide does not have;
 * `partial`: the texts are not there yet.
 * @typedef {{ items: Entry[][], counts: Record<Kind, number>, total: number, unknown: string[], pasted: boolean,
 *   partial: boolean, suggest?: string[] }} Answer
 */
/** @typedef {{ type: number, data?: any }} Message */
/** @typedef {{ config: unknown, docs: unknown[], texts?: (string | string[])[] }} Index */
/** @typedef {{ onmessage: ((event: { data: Message }) => void) | null, onerror: ((event: any) => void) | null,
 *   postMessage: (message: Message) => void, terminate?: () => void }} WorkerLike */
/**
 * What a script that was loaded from a disk leaves behind, and what the reader's script has begun already;
 * `guideEntered`: the query after which Enter was pressed before the dialog's script was there.
 * @typedef {{ __index?: Index, searchWorker?: (message: Message) => Message | undefined,
 *   guideSearch?: { worker: Worker, failure: Promise<ErrorEvent>, index: Promise<Response> },
 *   guideEntered?: string }} Loaded
 */

export {};
