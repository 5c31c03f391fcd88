import { useNow } from "../clock.js";
import { useFormats } from "../i18n/formats.js";

/** A day or a minute, as the language writes it. */
export function Time({ at, precise = false }: { readonly at: string; readonly precise?: boolean }) {
  const { day, moment } = useFormats();
  // Browsers and the server may write a date differently in a detail: what the server wrote may stay.
  return (
    <time dateTime={at} suppressHydrationWarning>
      {precise ? moment(at) : day(at)}
    </time>
  );
}

/** How long ago something was; the minute of it on a closer look. */
export function Age({ at }: { readonly at: string }) {
  const { age, moment } = useFormats();
  return (
    <time dateTime={at} title={moment(at)} suppressHydrationWarning>
      {age(at, useNow())}
    </time>
  );
}
