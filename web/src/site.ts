// What the server says of this site to its pages.
import { createContext, useContext, useEffect } from "react";

export interface Site {
  /** Whether this is a sandbox, with pages of its own. */
  readonly sandbox: boolean;
  /** Whether robots can be challenged here: a node of the chain can be asked. */
  readonly challenges: boolean;
  /** Whether an anchor is pinned here, so that the browser can check verdicts itself. */
  readonly proofs: boolean;
  /** Whether a vault is under the address of this site, with a desk to sign in at. */
  readonly vault: boolean;
}

export const SiteContext = createContext<Site>({
  sandbox: false,
  challenges: false,
  proofs: false,
  vault: false,
});

/** Where a page leaves what belongs into the head of the document, while it is made on the server. */
export interface Head {
  title: string;
}

export const HeadContext = createContext<Head>({ title: "" });

/** Gives the document its title. */
export function useTitle(title: string): void {
  const full = title === "Open Robot ID" ? title : `${title} · Open Robot ID`;
  const head = useContext(HeadContext);
  head.title = full;
  useEffect(() => {
    document.title = full;
  }, [full]);
}
