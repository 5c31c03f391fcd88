// A page to print of what an evidence file proves. It is whole by itself: no script, nothing that is fetched.

/** What is on the page. */
export interface Report {
  readonly title: string;
  /** What was verified, as the command says it. */
  readonly text: string;
  /** SHA-256 digest of the file, in hexadecimal. */
  readonly sha256: string;
}

const STYLE = `
  body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; font: 14px/1.5 system-ui, sans-serif; color: #111; background: #fff; }
  h1 { font-size: 1.4rem; margin: 0 0 1rem; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font: 12px/1.45 ui-monospace, monospace; }
  figure { margin: 2rem 0 0; display: flex; gap: 1rem; align-items: center; break-inside: avoid; }
  figure svg { width: 10rem; height: 10rem; flex: none; }
  code { overflow-wrap: anywhere; }
  @page { margin: 18mm; }
  @media print { body { margin: 0; max-width: none; padding: 0; } }
`;

/** The page, as HTML. */
export async function reportOf({ title, text, sha256 }: Report): Promise<string> {
  const { encodeQR } = await import("qr");
  const digest = `sha256:${sha256}`;
  const code = encodeQR(digest, "svg", { ecc: "medium", border: 4 });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>What the evidence of ${escaped(title)} proves</h1>
<pre>${escaped(text)}</pre>
<figure>
${code.replace("<svg ", `<svg role="img" aria-label="${escaped(digest)}" `)}
<figcaption>This page says what was read from the evidence file with this digest. The page itself proves nothing: verify the file,
with <code>robotid evidence verify FILE --anchor ANCHOR</code>.<br><code>${escaped(digest)}</code></figcaption>
</figure>
</body>
</html>
`;
}

/** What is written by strangers is text on the page, and nothing else. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
