/** Talking with the simulator: actions go out as POSTs, everything comes back as one stream of events. */

const csrf = document.querySelector('meta[name="csrf-token"]').content;

/** The simulator would not do it. 403 means that it has been started anew since the page was loaded. */
export class RefusedError extends Error {
  constructor(status, reason) {
    super(reason);
    this.outdated = status === 403;
  }
}

/** Do something as a person; throws when it is refused. */
export async function act(action, body) {
  const response = await fetch(`/page/act/${action}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new RefusedError(response.status, await response.text());
  return response.json();
}

/** Follow the stream; it begins with a snapshot each time the connection is made. */
export function follow(onEvent, onConnection) {
  const source = new EventSource("/page/events");
  source.addEventListener("message", ({ data }) => onEvent(JSON.parse(data)));
  source.addEventListener("open", () => onConnection(true));
  source.addEventListener("error", () => onConnection(false));
}

export const fileAddress = (fileId) => `/page/file/${encodeURIComponent(fileId)}`;
