// Where the API answers: the server of the pages passes it on under its own address; where they are static files, the
// document may name another.

const named =
  typeof document === "undefined"
    ? undefined
    : document.querySelector<HTMLMetaElement>('meta[name="api-url"]')?.content;

/** The address of a path of the API. */
export function apiAddress(path: string): string {
  return `${named ?? ""}${path}`;
}
