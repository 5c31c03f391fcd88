// What people add to the registry by the pages of docs/how-to, invented: the edits by hand, and what says so where one of
// them is forgotten.

/** An edit of a file: from its text, empty where it is not there yet, to the new one; `undefined` deletes the file. */
type Edit = (text: string, read: (file: string) => string) => string | undefined;
type Change = (text: string) => string;

export interface Addition {
  /** The page that says how, without its ending. */
  readonly page: string;
  /** Most files that may be edited by hand. */
  readonly most: number;
  /** Every edit by hand, by the path of its file. */
  readonly edits: Readonly<Record<string, Edit>>;
}

/** Something that was forgotten when everything else was added. */
export interface Forgotten {
  readonly what: string;
  readonly file: string;
  /** Takes it out again. */
  readonly edit: Edit;
  /** What is printed then. */
  readonly says: RegExp;
}

/** Puts text behind one that is there once. */
const behind =
  (mark: string, added: string): Change =>
  (text) => {
    if (text.split(mark).length !== 2) throw new Error(`Expected once: ${mark}`);
    return text.replace(mark, () => `${mark}${added}`);
  };

/** Takes text out that is there. */
const without =
  (taken: string): Change =>
  (text) => {
    const left = text.replace(taken, "");
    if (left === text) throw new Error(`Expected to find: ${taken}`);
    return left;
  };

const all =
  (...edits: readonly Change[]): Change =>
  (text) =>
    edits.reduce((result, edit) => edit(result), text);

const inJson =
  (change: (content: Tree) => void): Change =>
  (text) => {
    const content = JSON.parse(text) as Tree;
    change(content);
    return JSON.stringify(content, undefined, 2);
  };

interface Tree {
  [key: string]: Tree | string;
}

const word = (text: string) => ({ en: text, es: `${text} (es)`, zh: `${text} (zh)` });

/** Gives every word another language. */
function translate(words: Tree): void {
  if (typeof words.en === "string") words.fr = `${words.en} (fr)`;
  else for (const each of Object.values(words)) translate(each as Tree);
}

const KINDS = "contracts/dossier/EntryKind.sol";
const WORDS = "web/locales/words.json";
const FRENCH = "web/locales/fr.json";
const KIND_TEST = "test/contracts/dossier/dossier.ts";
const VERDICT = "sdk/src/rules/verdict.ts";
const VERDICT_TEST = "sdk/test/rules/verdict.test.ts";
const ROUTES = "api/src/routes/consortium.ts";
const HANDLERS = "api/src/handlers/consortium.ts";

const SIZE_TEST = "api/test/size.test.ts";

const ROUTE = `
export const getSeatCount = createRoute({
  method: "get",
  path: "/v1/consortium/size",
  operationId: "getSeatCount",
  tags: ["consortium"],
  summary: "How many seats there ever were",
  responses: answers(z.object({ seats: z.int() }).openapi("SeatCount"), "The count"),
});
`;
const WRITERS =
  "_WRITERS_FROM_16 = (_MAKER | _WORKSHOP) << (16 * (uint8(EntryKind.Upgrade) - 16));";
const DOCUMENT = "(1 << uint8(EntryKind.Upgrade)) | ";

export const ADDITIONS: Readonly<Record<string, Addition>> = {
  "a dossier kind": {
    page: "add-a-dossier-kind",
    most: 3,
    edits: {
      [KINDS]: all(
        behind("    Brand", ",\n    Upgrade"),
        behind("uint256 internal constant DOCUMENTS =\n        ", DOCUMENT),
        (text) => text.replace("_WRITERS_FROM_16 = 0;", WRITERS),
      ),
      [WORDS]: inJson((words) => {
        (words.entryKind as Tree).upgrade = word("Upgraded");
      }),
      [KIND_TEST]: all(
        behind('  [Kind.Brand]: "AVN",', '\n  [Kind.Upgrade]: "MW",'),
        behind("export const DOCUMENT_KINDS = [", "\n  Kind.Upgrade,"),
      ),
    },
  },
  "a verdict": {
    page: "add-a-verdict",
    most: 4,
    edits: {
      [VERDICT]: all(
        behind('  "notApproved",', '\n  "adrift",'),
        behind("notApproved: isRunning && !approval?.valid,", '\n    adrift: market === "ZZ",'),
        behind('  notApproved: "notice",', '\n  adrift: "notice",'),
        behind(
          'notApproved: "It is in service, and its model has no valid approval for its market.",',
          '\n  adrift: "It is on a market that no country has.",',
        ),
      ),
      [WORDS]: inJson((words) => {
        const of = ["title", "reason", "action", "means"];
        (words.verdict as Tree).adrift = Object.fromEntries(of.map((one) => [one, word(one)]));
      }),
      [VERDICT_TEST]: behind(
        "  notApproved: { ...fine, approval: undefined },",
        '\n  adrift: { ...fine, market: "ZZ" },',
      ),
    },
  },
  "a language": {
    page: "add-a-language",
    most: 2,
    edits: {
      [FRENCH]: (_, read) =>
        inJson((texts) => {
          const own = { name: "Français", tag: "fr", formats: "fr" };
          texts.language = { ...(texts.language as Tree), ...own };
        })(read("web/locales/en.json")),
      [WORDS]: inJson(translate),
    },
  },
  "an endpoint": {
    page: "add-an-endpoint",
    most: 3,
    edits: {
      [ROUTES]: (text) => `${text}${ROUTE}`,
      [HANDLERS]: all(
        behind(
          "  const producers = new BlockProducers(settings.rpcUrls);",
          `
  const getSeatCount: Handler<typeof routes.getSeatCount> = async (c) => {
    const { seats } = await ask(db, authorityQuestions());
    return c.json({ seats: seats.length }, 200);
  };`,
        ),
        behind("return { getConsortium,", " getSeatCount,"),
      ),
      [SIZE_TEST]: () => `import { expect } from "chai";
import { onBothDatabases } from "./example-api.js";

onBothDatabases("the size of the consortium", (api) => {
  it("is the number of its seats", async () => {
    const { json } = await api().ask("/v1/consortium");
    const { seats } = (await api().ask("/v1/consortium/size")).json;
    expect(seats).to.equal(json.seats.length);
  });
});
`,
    },
  },
};

/** What the compiler of TypeScript finds. Each is a line of its own, so that all can be forgotten at once. */
export const FOUND_BY_TYPES: readonly Forgotten[] = [
  {
    what: "the words of a kind",
    file: WORDS,
    edit: inJson((words) => {
      delete (words.entryKind as Tree).upgrade;
    }),
    says: /^web\/src\/robot\/timeline\.tsx.*entryKind\.upgrade/m,
  },
  {
    what: "the test of a kind",
    file: KIND_TEST,
    edit: without('  [Kind.Upgrade]: "MW",'),
    says: /^test\/contracts\/dossier\/dossier\.ts.*Upgrade/m,
  },
  {
    what: "when a verdict holds",
    file: VERDICT,
    edit: without('adrift: market === "ZZ",'),
    says: /^sdk\/src\/rules\/verdict\.ts.*'adrift' is missing.*stolen: boolean/m,
  },
  {
    what: "the tone of a verdict",
    file: VERDICT,
    edit: without('  adrift: "notice",'),
    says: /^sdk\/src\/rules\/verdict\.ts.*'adrift' is missing.*unknown: "unsure"/m,
  },
  {
    what: "the sentence of a verdict",
    file: VERDICT,
    edit: without('  adrift: "It is on a market that no country has.",'),
    says: /^sdk\/src\/rules\/verdict\.ts.*'adrift' is missing.*stolen: string/m,
  },
  {
    what: "a word of a verdict",
    file: WORDS,
    edit: inJson((words) => {
      delete ((words.verdict as Tree).adrift as Tree).means;
    }),
    says: /^web\/src\/pages\/about\.tsx[\s\S]*verdict\.adrift\.means/m,
  },
  {
    what: "the test of a verdict",
    file: VERDICT_TEST,
    edit: without('  adrift: { ...fine, market: "ZZ" },'),
    says: /^sdk\/test\/rules\/verdict\.test\.ts.*'adrift' is missing/m,
  },
  {
    what: "a word in a language",
    file: WORDS,
    edit: inJson((words) => {
      delete ((words.severity as Tree).advisory as Tree).fr;
    }),
    says: /^web\/src\/i18n\/index\.ts[\s\S]*advisory/m,
  },
  {
    what: "a text in a language",
    file: FRENCH,
    edit: inJson((texts) => {
      delete (texts.nav as Tree).recalls;
    }),
    says: /^web\/src\/i18n\/index\.ts[\s\S]*'"recalls"' is missing/m,
  },
  {
    what: "the handler of an endpoint",
    file: HANDLERS,
    edit: without(" getSeatCount,"),
    says: /^api\/src\/handlers\/index\.ts.*'getSeatCount' is missing/m,
  },
];

/** In the same way, of what the others name. */
export const NAMES_FOUND_BY_TYPES: readonly Forgotten[] = [
  {
    what: "the word of a verdict",
    file: VERDICT,
    edit: without('\n  "adrift",'),
    says: /^sdk\/src\/rules\/verdict\.ts.*'adrift' does not exist/m,
  },
  {
    what: "the route of an endpoint",
    file: ROUTES,
    edit: without(ROUTE),
    says: /^api\/src\/handlers\/consortium\.ts.*'getSeatCount'/m,
  },
];

/** What a command refuses: a generator, or the one test that knows all paths. */
export const FOUND_BY_COMMANDS: readonly (Forgotten & { readonly command: readonly string[] })[] = [
  {
    what: "the texts of a language",
    file: FRENCH,
    edit: () => undefined,
    command: ["web/scripts/generate-languages.ts"],
    says: /words in fr: expected web\/locales\/fr\.json/,
  },
  {
    what: "the test of an endpoint",
    file: SIZE_TEST,
    edit: () => undefined,
    command: [
      "node_modules/mocha/bin/mocha.js",
      "--no-config",
      "--grep",
      "no test knows",
      "api/test/contract.test.ts",
    ],
    says: /\/v1\/consortium\/size/,
  },
  {
    what: "who may write a kind",
    file: KINDS,
    edit: (text) => text.replace(WRITERS, "_WRITERS_FROM_16 = 0;"),
    command: ["scripts/generate-abis.ts"],
    says: /EntryKind\.sol: expected one line of _WRITERS_FROM_16 to say who may write Upgrade/,
  },
  {
    what: "that a kind is a document",
    file: KINDS,
    edit: without(DOCUMENT),
    command: ["scripts/generate-abis.ts"],
    says: /EntryKind\.sol: expected Upgrade either in DOCUMENTS or with an event of its own/,
  },
  {
    what: "the kind itself",
    file: KINDS,
    edit: without(",\n    Upgrade"),
    command: ["scripts/generate-abis.ts"],
    says: /EntryKind\.sol:\d+[\s\S]*Upgrade/,
  },
];
