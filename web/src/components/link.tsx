// A link within the site. A language that was chosen goes along; the browser's own needs no mention.
import type { ComponentProps } from "react";
import { useSearch, Link as WouterLink } from "wouter";
import { languageFor } from "../i18n/languages.js";

type LinkProps = Omit<ComponentProps<"a">, "href"> & { readonly to: string };

export function Link({ to, ...rest }: LinkProps) {
  return <WouterLink href={useAddress()(to)} {...(rest as object)} />;
}

/** Gives a path of the site the language that was chosen. */
export function useAddress(): (to: string) => string {
  const asked = new URLSearchParams(useSearch()).get("lang");
  const chosen = asked === null ? undefined : languageFor([asked]);
  return (to) => {
    if (chosen === undefined) return to;
    const [path, fragment] = to.split("#");
    return `${path}${path?.includes("?") ? "&" : "?"}lang=${chosen}${fragment ? `#${fragment}` : ""}`;
  };
}
