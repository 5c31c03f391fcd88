// Content negotiation (RFC 9110, 12.5.1): the form that is wanted most, of those there are.
import { parseAccept } from "hono/utils/accept";

/** The form that is wanted most, of several wanted alike the first; `undefined` where none of them is wanted. */
export function preferredForm<const form extends string>(
  accept: string | undefined,
  forms: readonly [form, ...form[]],
): form | undefined {
  if (!accept?.trim()) return forms[0];
  const wanted = parseAccept(accept);
  let best: { form: form; quality: number } | undefined;
  for (const form of forms) {
    const quality = qualityOf(form, wanted);
    if (quality > (best?.quality ?? 0)) best = { form, quality };
  }
  return best?.form;
}

/** How much a form is wanted: the range that names it most closely says it. */
function qualityOf(form: string, wanted: ReturnType<typeof parseAccept>): number {
  const [group] = form.split("/");
  for (const range of [form, `${group}/*`, "*/*"]) {
    const found = wanted.find(({ type }) => type.toLowerCase() === range);
    if (found) return found.q;
  }
  return 0;
}
