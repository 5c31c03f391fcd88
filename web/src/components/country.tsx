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
