// Checks a file on this device, with or without a network: what it proves, by whose seals, as of when, and what it does not cover.
import { formatRobotId, type RobotId, type RobotState } from "@openrobotid/sdk";
import { toneOfVerdict } from "@openrobotid/sdk/rules";
import { type ReactNode, useContext, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { apiAddress } from "../api/address.js";
import { Notice } from "../components/notice.js";
import { Panel } from "../components/panel.js";
import { VerdictCard } from "../components/verdict.js";
import { useFormats } from "../i18n/formats.js";
import type { Translate } from "../i18n/index.js";
import { pinnedAnchor, verifier } from "../proof/page-verifier.js";
import { provenWords, toneOfProof } from "../proof/proven-words.js";
import type { CapsuleResult, Proven, ProvenPast, Result } from "../proof/results.js";
import { ShieldIcon } from "../proof/shield-icon.js";
import { whyNotProven } from "../proof/why-not.js";
import type { RouteOf } from "../routes.js";
import { SiteContext, useTitle } from "../site.js";
import "../components/button.css";
import "../proof/shield.css";
import "./verify.css";
import { capsuleIn } from "../scan/capsule-link.js";

/** What is trusted, and where it is from. */
interface Trusted {
  readonly text: string;
  /** Name of the file that it is from; nothing where the site pins it. */
  readonly name: string | undefined;
}

/** A file that was checked. */
interface CheckedFile {
  readonly name: string;
  readonly bytes: number;
  readonly digest: string;
  readonly result: Result;
  /** When it was checked, in milliseconds. */
  readonly at: number;
}

export function VerifyPage(_: { readonly route: RouteOf<"verify"> }) {
  const { t } = useTranslation();
  const trusted = useTrusted();
  const [checking, setChecking] = useState<string>();
  const [checked, setChecked] = useState<CheckedFile>();
  useTitle(t("verify.title"));
  useEffect(() => void verifier.open(), []);

  const check = async (file: File) => {
    if (!trusted.anchor) return;
    setChecked(undefined);
    setChecking(file.name);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const [result, digest] = await Promise.all([
      verifyAny(file, bytes, trusted.anchor.text),
      digestOf(bytes),
    ]);
    setChecking(undefined);
    setChecked({ name: file.name, bytes: bytes.length, digest, result, at: Date.now() });
  };
  const checkOnce = useRef(check);
  checkOnce.current = check;

  const anchor = trusted.anchor?.text;
  useEffect(() => {
    const capsule = capsuleIn(window.location.hash);
    if (anchor === undefined || capsule === undefined) return;
    void checkOnce.current(new File([capsule], t("verify.capsuleTitle"), { type: "text/plain" }));
  }, [anchor, t]);

  return (
    <>
      <h1 tabIndex={-1}>{t("verify.title")}</h1>
      <p className="lead">{t("verify.lead")}</p>
      <FileField
        label={checked ? t("verify.another") : t("verify.choose")}
        isOff={!trusted.anchor}
        onFile={(file) => void check(file)}
      />
      <div aria-live="polite">
        {checking !== undefined && <p>{t("verify.checking", { name: checking })}</p>}
        {checked && <Answer checked={checked} />}
      </div>
      <AnchorPanel {...trusted} onAnchor={trusted.choose} />
      <CapsuleField isOff={!trusted.anchor} onFile={(file) => void check(file)} />
      <p className="verify__offline">{t("verify.offline")}</p>
    </>
  );
}

/** The anchor that the site pins, until another one is chosen. */
function useTrusted() {
  const { proofs } = useContext(SiteContext);
  const [anchor, setAnchor] = useState<Trusted>();
  const [wrong, setWrong] = useState<string>();
  useEffect(() => {
    if (!proofs) return;
    pinnedAnchor().then(
      (text) => setAnchor((chosen) => chosen ?? { text, name: undefined }),
      () => undefined,
    );
  }, [proofs]);
  const choose = async (file: File) => {
    const text = await file.text();
    const isAnchor = formatIn(text) === "open-robot-id-anchor";
    setWrong(isAnchor ? undefined : file.name);
    if (isAnchor) setAnchor({ text, name: file.name });
  };
  return { anchor, wrong, choose };
}

/** A file of evidence; or a capsule, as text or as a picture of its QR code. */
async function verifyAny(file: File, bytes: Uint8Array, anchor: string): Promise<Result> {
  const isText = bytes.length < 4096 && /^\s*ORID\d/.test(new TextDecoder().decode(bytes));
  const capsule = file.type.startsWith("image/")
    ? await readPicture(file)
    : isText
      ? new TextDecoder().decode(bytes)
      : undefined;
  if (capsule === undefined) return await verifier.verify({ file: bytes, anchor });
  const list = await witnessList();
  if (list) return await verifier.verify({ file: list, capsule, anchor });
  return { answer: "notProven", reason: "witnessListMissing", detail: "" };
}

/** The text of the QR code in a picture. What reads it is fetched with the first one. */
async function readPicture(file: File): Promise<string | undefined> {
  const { readImage } = await import("../scan/read-image.js");
  return await readImage(file);
}

/** The list of witnesses that the site gives; nothing where there is none. It proves itself. */
async function witnessList(): Promise<Uint8Array | undefined> {
  try {
    const response = await fetch(apiAddress("/v1/witnesses"), { cache: "no-cache" });
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
  } catch {
    return undefined;
  }
}

/** What a file of JSON says that it is. */
function formatIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { readonly format?: unknown }).format;
  } catch {
    return undefined;
  }
}

/** A field to choose a file in, or to drop one on. */
function FileField({
  label,
  isOff,
  onFile,
}: {
  readonly label: string;
  readonly isOff: boolean;
  readonly onFile: (file: File) => void;
}) {
  const { t } = useTranslation();
  const field = useId();
  const [isOver, setIsOver] = useState(false);
  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file && !isOff) onFile(file);
  };
  return (
    <fieldset
      className="verify__drop"
      aria-label={label}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <input
        id={field}
        type="file"
        className="verify__field"
        disabled={isOff}
        onChange={({ target }) => {
          take(target.files);
          // The same file can be chosen again.
          target.value = "";
        }}
      />
      <label className="button button--main" htmlFor={field}>
        {label}
      </label>{" "}
      <span>{t("verify.drop")}</span>
    </fieldset>
  );
}

/** A field for the text of a capsule. */
function CapsuleField({
  isOff,
  onFile,
}: {
  readonly isOff: boolean;
  readonly onFile: (file: File) => void;
}) {
  const { t } = useTranslation();
  const field = useId();
  return (
    <Panel title={t("verify.capsuleTitle")} lead={t("verify.capsuleLead")}>
      <form
        className="verify__capsule"
        onSubmit={(event) => {
          event.preventDefault();
          const text = String(new FormData(event.currentTarget).get("capsule") ?? "");
          onFile(new File([text], t("verify.capsuleTitle"), { type: "text/plain" }));
        }}
      >
        <label htmlFor={field}>{t("verify.capsuleText")}</label>
        <textarea id={field} name="capsule" rows={3} spellCheck={false} required />
        <button className="button" type="submit" disabled={isOff}>
          {t("verify.capsuleCheck")}
        </button>
      </form>
    </Panel>
  );
}

function AnchorPanel({
  anchor,
  wrong,
  onAnchor,
}: {
  readonly anchor: Trusted | undefined;
  readonly wrong: string | undefined;
  readonly onAnchor: (file: File) => Promise<void>;
}) {
  const { t } = useTranslation();
  const field = useId();
  const isSealed = anchor && !anchor.text.includes('"seals": "none"');
  return (
    <Panel title={t("verify.anchorTitle")}>
      <p>
        {!anchor
          ? t("verify.anchorNone")
          : anchor.name !== undefined
            ? t("verify.anchorOwn", { name: anchor.name })
            : isSealed
              ? t("verify.anchorSealed")
              : t("verify.anchorSandbox")}
      </p>
      {wrong !== undefined && (
        <p className="verify__wrong" role="alert">
          {t("verify.anchorWrong", { name: wrong })}
        </p>
      )}
      <p>
        <input
          id={field}
          type="file"
          className="verify__field"
          accept=".json,application/json"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) void onAnchor(file);
            target.value = "";
          }}
        />
        <label className="button" htmlFor={field}>
          {t("verify.anchorChoose")}
        </label>
      </p>
    </Panel>
  );
}

function Answer({ checked }: { readonly checked: CheckedFile }) {
  const { t } = useTranslation();
  const { result } = checked;
  switch (result.answer) {
    case "proven":
      return <ProvenAnswer proven={result} checked={checked} />;
    case "capsule":
      return <CapsuleAnswer capsule={result} at={checked.at} />;
    case "conflict":
      return (
        <Notice tone="stop" title={t("verify.conflict")} text={t("proof.conflictInFile")}>
          <p>
            <code>{result.proven}</code> · <code>{result.said}</code>
          </p>
        </Notice>
      );
    case "unreachable":
    case "notProven": {
      const reason = result.answer === "notProven" ? result.reason : "fault";
      return (
        <Notice tone="unsure" title={t("proof.notProvenTitle")} text={whyNotProven(reason, t)}>
          <p>
            {checked.name} · <code>{reason}</code>
          </p>
        </Notice>
      );
    }
  }
}

function ProvenAnswer({
  proven,
  checked,
}: {
  readonly proven: Proven;
  readonly checked: CheckedFile;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { title, text } = provenWords(proven, t, formats, true);
  const time = new Date(proven.timestamp * 1000).toISOString();
  const isIssued = proven.state !== "none";
  const facts: (readonly [string, ReactNode])[] = [
    [t("verify.about"), <code key="id">{formatRobotId(proven.id as RobotId)}</code>],
    [
      t("verify.asOf"),
      t("verify.blockOf", { block: formats.number(proven.block), time: formats.moment(time) }),
    ],
    [t("verify.age"), formats.age(time, checked.at)],
    [
      t("verify.sealedBy"),
      proven.seats ? formats.list(proven.seats.map(({ name }) => name)) : t("verify.nobody"),
    ],
    ...(proven.cosigners
      ? [[t("verify.cosignedBy"), formats.list(proven.cosigners)] as const]
      : []),
    ...(isIssued ? factsOf(proven, t, formats) : []),
    ...(proven.whole
      ? [
          [t("verify.holder"), account(proven.whole.holder)] as const,
          [t("verify.operator"), account(proven.whole.operator)] as const,
          [t("verify.entries"), formats.number(proven.whole.entries)] as const,
        ]
      : []),
    [
      t("verify.file"),
      t("verify.bytes", { bytes: formats.number(checked.bytes), digest: checked.digest }),
    ],
  ];
  return (
    <>
      <div className="shield" data-answer="proven" data-tone={toneOfProof(proven)}>
        <ShieldIcon answer="proven" isSealed={proven.seats !== undefined} />
        <div>
          <p className="shield__title">{title}</p>
          <p>{text}</p>
        </div>
      </div>
      <VerdictCard
        level={2}
        tone={toneOfVerdict(proven.verdict)}
        title={t(`verdict.${proven.verdict}.title`)}
        reason={t("verify.blockOf", {
          block: formats.number(proven.block),
          time: formats.moment(time),
        })}
        also={proven.also}
      />
      <Facts facts={facts} />
      {proven.whole?.past && <Past past={proven.whole.past} />}
      <Panel title={t("verify.notCovered")}>
        <ul className="prose">
          <li>{t("verify.later", { time: formats.moment(time) })}</li>
          <li>{t("verify.truth")}</li>
          <li>{proven.whole ? t("verify.documents") : t("verify.accounts")}</li>
          <li>{t("verify.others")}</li>
          <li>{t("verify.sameHost")}</li>
        </ul>
      </Panel>
    </>
  );
}

/** What a seat says; never as good as what is proven, and red where it is not good. */
function CapsuleAnswer({ capsule, at }: { readonly capsule: CapsuleResult; readonly at: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { refused, verdict, name, seat, market, openRecalls } = capsule;
  const momentOf = (seconds: number) => formats.moment(new Date(seconds * 1000).toISOString());
  const asOf = { block: formats.number(capsule.block), time: momentOf(capsule.blockTime) };
  return (
    <>
      {refused !== undefined && (
        <Notice tone="stop" title={t("verify.capsuleRefused")} text={whyNotProven(refused, t)}>
          <p>
            <code>{refused}</code>
          </p>
        </Notice>
      )}
      <VerdictCard
        level={2}
        tone={refused === undefined ? toneOfVerdict(verdict) : "unsure"}
        title={t(`verdict.${verdict}.title`)}
        reason={
          name === undefined
            ? t("verify.capsuleSays", asOf)
            : t("verify.capsuleSaid", { ...asOf, name })
        }
        also={capsule.also}
      />
      <Facts
        facts={[
          [t("verify.about"), <code key="id">{formatRobotId(capsule.id as RobotId)}</code>],
          [t("verify.asOf"), t("verify.blockOf", asOf)],
          [t("verify.age"), formats.age(new Date(capsule.blockTime * 1000).toISOString(), at)],
          [t("verify.capsuleSeat"), name ?? formats.number(seat)],
          [t("verify.capsuleUntil"), momentOf(capsule.expires)],
          [t("verify.market"), market ? formats.country(market) : t("verify.noMarket")],
          [t("verify.recalls"), formats.number(openRecalls)],
        ]}
      />
    </>
  );
}

type Facts = readonly (readonly [string, ReactNode])[];

function factsOf(
  { state, market, recalls }: Pick<Proven, "state" | "market" | "recalls">,
  t: Translate,
  { country, list }: ReturnType<typeof useFormats>,
): Facts {
  return [
    [t("verify.state"), t(`state.${state as Exclude<RobotState, "none">}`)],
    [t("verify.market"), market ? country(market) : t("verify.noMarket")],
    [
      t("verify.recalls"),
      recalls.length > 0 ? list(recalls.map(({ number }) => number)) : t("verify.noRecalls"),
    ],
  ];
}

function Past({ past }: { readonly past: ProvenPast }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const time = formats.moment(new Date(past.at * 1000).toISOString());
  if (past.state === "none") return null;
  return (
    <Panel title={t("verify.past", { time })}>
      <Facts
        facts={[
          ...factsOf(past, t, formats),
          [t("verify.holder"), account(past.holder)],
          [t("verify.operator"), account(past.operator)],
        ]}
      />
    </Panel>
  );
}

function Facts({ facts }: { readonly facts: Facts }) {
  return (
    <dl className="verify__facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function account(address: string | undefined): ReactNode {
  return address === undefined ? "–" : <code>{address}</code>;
}

async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
