// Where a code is typed, pasted or scanned. Mistakes are marked while it is typed, and the check character is verified.
// Without scripts it is a plain form.

import {
  checkCharacter,
  formatRobotId,
  type RobotId,
  RobotIdError,
  readRobotId,
} from "@openrobotid/sdk";
import { pathOf } from "@openrobotid/sdk/rules";
import { lazy, type SubmitEvent, Suspense, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import { RobotCode } from "../components/code.js";
import { CameraIcon } from "../components/icons.js";
import { Link, useAddress } from "../components/link.js";
import { Mistake, sayMistake } from "./mistake.js";
import { issuedSuggestionsFor, suggestionsFor } from "./suggestions.js";
import "./code-entry.css";
import { capsuleLink } from "../scan/capsule-link.js";

const Scanner = lazy(() =>
  import("../scan/scanner.js").then((module) => ({ default: module.Scanner })),
);

type Reading =
  | { readonly id: RobotId; readonly error?: undefined }
  | { readonly id?: undefined; readonly error: RobotIdError };

function read(text: string): Reading {
  try {
    return { id: readRobotId(text) };
  } catch (error) {
    if (error instanceof RobotIdError) return { error };
    throw error;
  }
}

export function CodeEntry({
  label,
  submit,
  initial = "",
  onCode,
}: {
  readonly label: string;
  /** What the button says. */
  readonly submit: string;
  readonly initial?: string;
  /** What to do with a code; shows its page by default. */
  readonly onCode?: (id: RobotId) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const [, navigate] = useLocation();
  const address = useAddress();
  const language = new URLSearchParams(useSearch()).get("lang");
  const [text, setText] = useState(initial);
  const [isSent, setIsSent] = useState(initial !== "");
  const [isScanning, setIsScanning] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const reading = text.trim() === "" ? undefined : read(text);
  // Somebody who is still typing has made no mistake yet.
  const mistake =
    reading?.error && (isSent || reading.error.reason !== "tooShort") ? reading.error : undefined;
  const suggestions = useSuggestions(mistake, text, initial);

  const open = (code: RobotId) => (onCode ? onCode(code) : navigate(address(pathOf(code))));
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setIsSent(true);
    if (reading?.id) open(reading.id);
    else input.current?.focus();
  };
  const onScanned = (scanned: string) => {
    const capsule = capsuleLink(scanned);
    if (capsule !== undefined) return navigate(capsule);
    setText(scanned);
    setIsSent(true);
    setIsScanning(false);
    const { id: code } = read(scanned);
    if (code) open(code);
    else input.current?.focus();
  };

  return (
    <div className="code-entry">
      <form action="/check" method="get" onSubmit={onSubmit}>
        <label htmlFor={id}>{label}</label>
        <div className="code-entry__row">
          <input
            ref={input}
            id={id}
            name="code"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setIsSent(false);
            }}
            placeholder="CN-BH01-TERN03-25W07000000000001"
            autoComplete="off"
            autoCapitalize="characters"
            autoCorrect="off"
            spellCheck={false}
            aria-invalid={mistake !== undefined}
            aria-describedby={`${id}-state`}
            translate="no"
            required
          />
          {language && <input type="hidden" name="lang" value={language} />}
          <button className="button button--main" type="submit">
            {submit}
          </button>
          <button
            className="button"
            type="button"
            aria-expanded={isScanning}
            onClick={() => setIsScanning(!isScanning)}
          >
            <CameraIcon />
            {isScanning ? t("scan.close") : t("scan.open")}
          </button>
        </div>
        <div
          className={
            reading?.id ? "code-entry__state code-entry__state--right" : "code-entry__state"
          }
          id={`${id}-state`}
          aria-live="polite"
        >
          {mistake ? (
            <Mistake error={mistake} text={text} />
          ) : (
            <State reading={reading} text={text} />
          )}
        </div>
      </form>
      {suggestions.length > 0 && (
        <div className="code-entry__suggestions">
          <p>{t("entry.suggestions")}</p>
          <ul className="code-entry__list">
            {suggestions.map((code) => (
              <li key={code}>
                {onCode ? (
                  <button type="button" onClick={() => onScanned(code)}>
                    <RobotCode formatted={formatRobotId(code, { check: true })} />
                  </button>
                ) : (
                  <Link to={pathOf(code)}>
                    <RobotCode formatted={formatRobotId(code, { check: true })} />
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      {isScanning && (
        <div className="code-entry__scan">
          <Suspense fallback={<p>{t("scan.loading")}</p>}>
            <Scanner onText={onScanned} />
          </Suspense>
        </div>
      )}
    </div>
  );
}

/** How far the typing has come. */
function State({
  reading,
  text,
}: {
  readonly reading: Reading | undefined;
  readonly text: string;
}) {
  const { t } = useTranslation();
  if (!reading) return <p>{t("entry.hint")}</p>;
  if (reading.error) return <p>{sayMistake(reading.error, text, t)}</p>;
  const check = checkCharacter(reading.id);
  return (
    <p>
      {hasCheckCharacter(text, reading.id)
        ? t("entry.checked", { check })
        : t("entry.unchecked", { check })}
    </p>
  );
}

/** Whether a code had its check character with it where it was read. */
function hasCheckCharacter(text: string, id: RobotId): boolean {
  const characters = text.replace(/[\s/-]/g, "").toUpperCase();
  return characters.includes(`${id}${checkCharacter(id)}`);
}

/** The codes that may have been meant. */
function useSuggestions(
  mistake: RobotIdError | undefined,
  text: string,
  initial: string,
): readonly RobotId[] {
  const isSlip = mistake?.reason === "wrongCheckCharacter";
  const [found, setFound] = useState<readonly RobotId[]>(isSlip ? suggestionsFor(initial) : []);
  useEffect(() => {
    if (!isSlip) {
      setFound([]);
      return;
    }
    let isWanted = true;
    void issuedSuggestionsFor(text).then((codes) => isWanted && setFound(codes));
    return () => {
      isWanted = false;
    };
  }, [isSlip, text]);
  return found;
}
