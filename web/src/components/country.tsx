import { useFormats } from "../i18n/formats.js";
import { Link } from "./link.js";

/** Name of a country, with a link to who answers for it. */
export function Country({
  code,
  plain = false,
}: {
  readonly code: string;
  readonly plain?: boolean;
}) {
  const { country } = useFormats();
  const name = <span suppressHydrationWarning>{country(code)}</span>;
  return plain ? name : <Link to={`/${code}`}>{name}</Link>;
}

/** Names of countries, one behind the other, with a note on those that have one. */
export function Countries({
  codes,
  noteOf,
}: {
  readonly codes: readonly string[];
  readonly noteOf?: (code: string) => string | undefined;
}) {
  return codes.map((code, index) => {
    const note = noteOf?.(code);
    return (
      <span key={code} suppressHydrationWarning>
        {index > 0 && " · "}
        <Country code={code} />
        {note && ` (${note})`}
      </span>
    );
  });
}
