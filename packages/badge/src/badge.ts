// <robot-id code="…" api="…" anchor="…">: the verdict on a robot, checked where it is shown.
import { formatRobotId, parseRobotId, type RobotId } from "@openrobotid/sdk";
import { isCalm, pathOf, type Tone, toneOfVerdict } from "@openrobotid/sdk/rules";
import { checkRobot, FRESH_FOR, get, type Outcome } from "./check.js";
import { type BadgeTexts, colours, icons, textsFor } from "./texts.js";

const STYLE = `
:host { display: inline-block; ${colours} }
:host([hidden]) { display: none; }
a, .box { display: inline-flex; gap: .6em; align-items: center; padding: .5em .8em; border-radius: .5em;
  border: 1px solid currentColor; font: 400 1em/1.35 system-ui, sans-serif; text-decoration: none; }
a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
svg { flex: none; width: 2em; height: 2em; }
b, span { display: block; }
a:hover b { text-decoration: underline; }
span { font-size: .85em; }
${Object.keys(icons)
  .map((tone) => `.${tone} { color: var(--${tone}-ink); background: var(--${tone}-tint); }`)
  .join("\n")}`;

let made: CSSStyleSheet | undefined;

/** One sheet for all badges of a page. Made by script, it needs no leave of the page's content security policy. */
function styles(): CSSStyleSheet {
  if (made) return made;
  made = new CSSStyleSheet();
  made.replaceSync(STYLE);
  return made;
}

/** The element. Its attributes: `code`, `api`, `anchor`, `page`, `verifier`; `lang` of its own or of what it is in. */
export class RobotIdBadge extends HTMLElement {
  static readonly observedAttributes = ["code", "api", "anchor", "page", "verifier", "lang"];
  #asked: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    if (!this.shadowRoot) this.attachShadow({ mode: "open" }).adoptedStyleSheets = [styles()];
    this.#begin();
  }

  disconnectedCallback(): void {
    this.#end();
  }

  attributeChangedCallback(): void {
    if (this.isConnected && this.shadowRoot) this.#begin();
  }

  #end(): void {
    this.#asked?.abort();
    clearTimeout(this.#timer);
  }

  #begin(): void {
    this.#end();
    const asked = new AbortController();
    this.#asked = asked;
    // Several attributes that are set one after the other are one question.
    queueMicrotask(() => {
      if (!asked.signal.aborted) void this.#ask(asked.signal);
    });
  }

  async #ask(signal: AbortSignal): Promise<void> {
    const texts = textsFor(this.closest("[lang]")?.getAttribute("lang") ?? navigator.language);
    const id = codeOf(this.getAttribute("code") ?? "");
    if (id === undefined) return this.#show(texts, "unknown", texts.malformed, "", undefined);
    const api = (this.getAttribute("api") ?? "").replace(/\/+$/, "");
    this.#show(texts, "unsure", texts.waiting, texts.checking, id);
    const url = this.getAttribute("anchor");
    const anchor = url === null ? undefined : await textOf(url, signal).catch(() => undefined);
    const verifier = new URL(
      this.getAttribute("verifier") ?? new URL("./verifier.js", import.meta.url),
      document.baseURI,
    ).href;
    const outcome = await checkRobot(id, { api, anchor, verifier, signal });
    if (signal.aborted) return;
    const title = outcome.verdict ? texts.verdicts[outcome.verdict] : texts.none;
    this.#show(texts, toneOf(outcome), title, proofOf(outcome, texts), id);
    this.dataset.proof = outcome.proof;
    // What was fine a while ago is no reason to say that it is.
    this.#timer = setTimeout(() => this.#begin(), FRESH_FOR * 1000);
  }

  #show(
    { tag }: BadgeTexts,
    tone: Tone,
    title: string,
    proof: string,
    id: RobotId | undefined,
  ): void {
    delete this.dataset.proof;
    const box = document.createElement(id === undefined ? "div" : "a");
    box.className = `box ${tone}`;
    box.lang = tag;
    if (id !== undefined && box instanceof HTMLAnchorElement) {
      const page = (this.getAttribute("page") ?? this.getAttribute("api") ?? "").replace(
        /\/+$/,
        "",
      );
      box.href = `${page}${pathOf(id)}`;
      box.rel = "noopener noreferrer";
      box.referrerPolicy = "no-referrer";
    }
    // The drawings are of this file; all that comes from elsewhere is set as text.
    box.innerHTML = `${icons[tone]}<div><span></span><b></b><span></span></div>`;
    const code = id === undefined ? (this.getAttribute("code") ?? "") : formatRobotId(id);
    const lines = box.querySelectorAll("b, span");
    for (const [index, text] of [code, title, proof].entries()) {
      const line = lines[index];
      if (line) line.textContent = text;
    }
    this.shadowRoot?.replaceChildren(box);
  }
}

/** The colour: that of the verdict where it is proven. What nobody vouches for never looks good. */
function toneOf({ verdict, proof }: Outcome): Tone {
  if (proof === "conflict") return "stop";
  if (verdict === undefined) return "unsure";
  const tone = toneOfVerdict(verdict);
  if (proof === "proven" || proof === "cosigned" || !isCalm(tone)) return tone;
  return proof === "unsealed" ? "waiting" : "unsure";
}

function proofOf({ proof, vouching, seats }: Outcome, texts: BadgeTexts): string {
  const values: Readonly<Record<string, number>> = { sealed: vouching, cosigned: vouching, seats };
  return texts[proof].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
}

function codeOf(text: string): RobotId | undefined {
  try {
    return parseRobotId(text);
  } catch {
    return undefined;
  }
}

async function textOf(url: string, signal: AbortSignal): Promise<string> {
  const response = await get(url, "application/json", signal);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return await response.text();
}

if (!customElements.get("robot-id")) customElements.define("robot-id", RobotIdBadge);
