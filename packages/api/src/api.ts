// The client: a method for each question of the API.
import createClient, { type Client } from "openapi-fetch";
import { ApiProblemError, ApiUnreachableError } from "./errors.js";
import { pages } from "./pages.js";
import type { paths } from "./schema.js";
import type * as Of from "./types.js";

/** Where the API is, and who asks. */
export interface ApiOptions {
  /** Address of the API, such as `https://api.example`. */
  readonly baseUrl: string;
  /** Key with a scope, `orid_…`, as the operator of the API hands it out. Only what is not public needs one. */
  readonly key?: string | undefined;
  /** Asks in place of the `fetch` of the platform. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** How a question is asked. */
export interface AskOptions {
  /** Ends the question. It then fails with the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
}

/** A question about a moment. */
export interface AtOptions extends AskOptions {
  /** The answer is as it was then. RFC 3339 where it is text; not after the newest block. Now where it is left out. */
  readonly at?: Date | string | undefined;
}

/** A question for something to print. */
export interface LabelOptions extends AskOptions {
  /** Language of the words; English where it is left out. */
  readonly language?: "en" | "es" | "zh" | undefined;
}

/** A question whose answer comes in pages. */
export interface ListOptions extends AskOptions {
  /** How many at most one request asks for; the API says how many are allowed. */
  readonly pageSize?: number | undefined;
}

type Query<path extends keyof paths> = paths[path] extends {
  get: { parameters: { query?: infer query } };
}
  ? Omit<NonNullable<query>, "after" | "limit" | "at" | "format">
  : never;

type Operation<path extends keyof paths> = paths[path] extends { get: infer operation }
  ? operation
  : never;
/** What a path answers in JSON. */
export type AnswerOf<path extends keyof paths> =
  Operation<path> extends {
    responses: { 200: { content: { "application/json": infer answer } } };
  }
    ? answer
    : never;
/** The paths that answer in JSON. */
export type ReadPath = {
  [path in keyof paths]: [AnswerOf<path>] extends [never] ? never : path;
}[keyof paths];
/** The parameters of a path, by where they go: `path` and `query`. */
export type ParametersOf<path extends keyof paths> =
  Operation<path> extends { parameters: infer parameters } ? parameters : never;

/** Which recalls are meant. */
export type RecallFilter = Omit<Query<"/v1/recalls">, "open"> & { readonly open?: boolean };
/** Which units of a recall are meant. */
export type UnitFilter = Query<"/v1/recalls/{campaign}/units">;
/** What is looked for. */
export type SearchQuery = Query<"/v1/search"> & { readonly limit?: number };

/**
 * The public API of a registry. Codes are read as people type them. Every method fails with {@link ApiProblemError} where the API
 * says what is wrong, and with {@link ApiUnreachableError} where there is no answer of it.
 */
export type Api = ReturnType<typeof createApi>;

/**
 * Connects to the API of a registry; asks nothing yet.
 *
 * @throws TypeError where `baseUrl` is no address on the web.
 */
export function createApi({ baseUrl, key, fetch }: ApiOptions) {
  if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol)) {
    throw new TypeError(
      `Expected baseUrl to be an address such as https://api.example: "${baseUrl}".`,
    );
  }
  const client = createClient<paths>({
    baseUrl,
    ...(key !== undefined && { headers: { authorization: `Bearer ${key}` } }),
    ...(fetch && { fetch }),
  });
  /** For questions with an answer in several forms, of which JSON is the one that comes unasked. */
  const inJson: Client<paths, "application/json"> = client;

  /** What was answered, or the error that says why nothing was. */
  async function answerOf<answer>(
    asked: Promise<{ data?: answer; error?: unknown; response: Response }>,
    signal: AbortSignal | undefined,
  ): Promise<answer> {
    let outcome: Awaited<typeof asked>;
    try {
      outcome = await asked;
    } catch (cause) {
      signal?.throwIfAborted();
      throw new ApiUnreachableError(baseUrl, cause);
    }
    const { data, error, response } = outcome;
    if (!response.ok) throw new ApiProblemError(response, error);
    if (data === undefined) throw new ApiUnreachableError(baseUrl, "The answer is empty.");
    return data;
  }

  return {
    /**
     * Any question of the API, by its path in the OpenAPI document: also what has no method of its own here.
     *
     * @param path - As the document has it, such as `/v1/countries/{country}`.
     * @param params - What is put into the path and behind it, such as `{ path: { country: "ES" } }`.
     */
    async get<path extends ReadPath>(
      path: path,
      params: ParametersOf<path>,
      { signal }: AskOptions = {},
    ): Promise<AnswerOf<path>> {
      const asked = client.GET(path as never, { params, ...given({ signal }) } as never);
      return await answerOf(
        asked as Promise<{ data?: AnswerOf<path>; response: Response }>,
        signal,
      );
    },

    /** What everybody may know of a robot. */
    async robot(code: string, { at, signal }: AtOptions = {}): Promise<Of.Robot> {
      const params = { path: { code }, query: momentOf(at) };
      return await answerOf(
        client.GET("/v1/robots/{code}", { params, ...given({ signal }) }),
        signal,
      );
    },

    /** What is known of up to 1,000 robots, briefly, in the order asked. What is no code is told beside its text. */
    async robots(codes: readonly string[], { signal }: AskOptions = {}): Promise<Of.BatchAnswer> {
      const body = { codes: [...codes] };
      return await answerOf(
        client.POST("/v1/robots:batch", { body, ...given({ signal }) }),
        signal,
      );
    },

    /** A robot's history, entry by entry, the first one first. Who made an entry is shown to some keys. */
    history(
      code: string,
      { at, pageSize, signal }: AtOptions & ListOptions = {},
    ): AsyncGenerator<Of.HistoryEntry, void, undefined> {
      return pages(
        async (after) => {
          const number = after === undefined ? undefined : Number(after);
          const query = { ...momentOf(at), ...given({ after: number, limit: pageSize }) };
          const params = { path: { code }, query };
          return await answerOf(
            client.GET("/v1/robots/{code}/history", { params, ...given({ signal }) }),
            signal,
          );
        },
        ({ entries }) => entries,
      );
    },

    /** A robot's history as EPCIS 2.0 JSON-LD. */
    async epcisHistory(code: string, { at, signal }: AtOptions = {}): Promise<Of.EpcisDocument> {
      const params = { path: { code }, query: momentOf(at) };
      return await answerOf(
        client.GET("/v1/robots/{code}/history.epcis", { params, ...given({ signal }) }),
        signal,
      );
    },

    /** What this member says of a robot, signed, as the text of one QR code: for where there is no network. */
    async capsule(code: string, { signal }: AskOptions = {}): Promise<string> {
      const params = { path: { code } };
      return await answerOf(
        client.GET("/v1/robots/{code}/capsule", { params, parseAs: "text", ...given({ signal }) }),
        signal,
      );
    },

    /** A label of a robot to print, as SVG. */
    async labelSvg(code: string, { language, signal }: LabelOptions = {}): Promise<string> {
      const params = { path: { code }, query: given({ language }) };
      return await answerOf(
        client.GET("/v1/robots/{code}/label.svg", {
          params,
          parseAs: "text",
          ...given({ signal }),
        }),
        signal,
      );
    },

    /** A label of a robot to print, as PDF: text, for the file is ASCII. */
    async labelPdf(code: string, { language, signal }: LabelOptions = {}): Promise<string> {
      const params = { path: { code }, query: given({ language }) };
      return await answerOf(
        client.GET("/v1/robots/{code}/label.pdf", {
          params,
          parseAs: "text",
          ...given({ signal }),
        }),
        signal,
      );
    },

    /** Whose a robot was, who ran it, what ran on it, when it was serviced, and what was known. Needs a key. */
    async liability(code: string, { at, signal }: AtOptions = {}): Promise<Of.Liability> {
      const params = { path: { code }, query: momentOf(at) };
      return await answerOf(
        client.GET("/v1/robots/{code}/liability", { params, ...given({ signal }) }),
        signal,
      );
    },

    /** Who looked at what is not public of a robot, the last first. Needs a key. */
    accesses(
      code: string,
      { pageSize, signal }: ListOptions = {},
    ): AsyncGenerator<Of.Access, void, undefined> {
      return pages(
        async (after) => {
          const params = { path: { code }, query: given({ after, limit: pageSize }) };
          return await answerOf(
            client.GET("/v1/robots/{code}/accesses", { params, ...given({ signal }) }),
            signal,
          );
        },
        ({ accesses }) => accesses,
      );
    },

    /** Takes a code apart, without looking it up. */
    async parse(code: string, { signal }: AskOptions = {}): Promise<Of.ParsedCode> {
      const params = { query: { code } };
      return await answerOf(client.GET("/v1/parse", { params, ...given({ signal }) }), signal);
    },

    /** A model, with its approvals, releases and recalls. */
    async model(id: string, { signal }: AskOptions = {}): Promise<Of.Model> {
      const params = { path: { id } };
      return await answerOf(
        client.GET("/v1/models/{id}", { params, ...given({ signal }) }),
        signal,
      );
    },

    /** A manufacturer, its standing and its models. */
    async maker(id: string, { signal }: AskOptions = {}): Promise<Of.Maker> {
      const params = { path: { id } };
      return await answerOf(
        client.GET("/v1/makers/{id}", { params, ...given({ signal }) }),
        signal,
      );
    },

    /** Who answers for a country, whom it admitted, what it approved. */
    async country(country: string, { signal }: AskOptions = {}): Promise<Of.CountryView> {
      const params = { path: { country } };
      return await answerOf(
        client.GET("/v1/countries/{country}", { params, ...given({ signal }) }),
        signal,
      );
    },

    /** A lot, and whether its manifest is here. */
    async lot(lot: string, { signal }: AskOptions = {}): Promise<Of.Lot> {
      const params = { path: { lot } };
      return await answerOf(client.GET("/v1/lots/{lot}", { params, ...given({ signal }) }), signal);
    },

    /** The manifest of a lot, byte for byte as it was brought: lines of JSON. Needs a key. */
    async manifest(lot: string, { signal }: AskOptions = {}): Promise<string> {
      const params = { path: { lot } };
      return await answerOf(
        client.GET("/v1/lots/{lot}/manifest", { params, parseAs: "text", ...given({ signal }) }),
        signal,
      );
    },

    /** Brings the manifest of a lot. Anybody may: the root on the chain decides whether it is the one. */
    async putManifest(
      lot: string,
      manifest: string,
      { signal }: AskOptions = {},
    ): Promise<Of.ManifestStored> {
      const asked = client.PUT("/v1/lots/{lot}/manifest", {
        params: { path: { lot } },
        body: manifest,
        bodySerializer: (text: string) => text,
        headers: { "content-type": "application/x-ndjson" },
        ...given({ signal }),
      });
      return await answerOf(asked, signal);
    },

    /** Recall campaigns, the last first. */
    recalls({
      pageSize,
      signal,
      open,
      ...filter
    }: RecallFilter & ListOptions = {}): AsyncGenerator<Of.Recall, void, undefined> {
      return pages(
        async (after) => {
          const query = {
            ...filter,
            ...(open !== undefined && { open: open ? ("true" as const) : ("false" as const) }),
            ...given({ after, limit: pageSize }),
          };
          return await answerOf(
            client.GET("/v1/recalls", { params: { query }, ...given({ signal }) }),
            signal,
          );
        },
        ({ recalls }) => recalls,
      );
    },

    /** A recall campaign by the number that the registry gave it, and how far it has come. */
    async recall(campaign: number, { signal }: AskOptions = {}): Promise<Of.RecallProgress> {
      const params = { path: { campaign } };
      return await answerOf(
        client.GET("/v1/recalls/{campaign}", { params, ...given({ signal }) }),
        signal,
      );
    },

    /** Every unit under a recall, exactly, by its code; units that nobody touched included. Needs a key. */
    recallUnits(
      campaign: number,
      { pageSize, signal, ...filter }: UnitFilter & ListOptions = {},
    ): AsyncGenerator<Of.RecallUnit, void, undefined> {
      return pages(
        async (after) => {
          const query = { ...filter, ...given({ after, limit: pageSize }) };
          const params = { path: { campaign }, query };
          return await answerOf(
            inJson.GET("/v1/recalls/{campaign}/units", { params, ...given({ signal }) }),
            signal,
          );
        },
        ({ units }) => units,
      );
    },

    /**
     * What happened, in its order, up to now. Keep the `cursor` of the last one and give it as `after` to go on from there. Which
     * robot it concerns is shown to some keys.
     */
    changes({
      after: from,
      pageSize,
      signal,
      ...filter
    }: ListOptions & { readonly after?: string } & Query<"/v1/changes"> = {}): AsyncGenerator<
      Of.Change,
      void,
      undefined
    > {
      return pages(
        async (after = from) => {
          const query = given({ after, limit: pageSize, ...filter });
          return await answerOf(
            inJson.GET("/v1/changes", { params: { query }, ...given({ signal }) }),
            signal,
          );
        },
        ({ changes }) => changes,
      );
    },

    /** A nonce to sign in with, to read the log of looks at a robot that the account holds or held. */
    logNonce({ signal }: AskOptions = {}): Promise<Of.LogNonce> {
      return answerOf(client.POST("/v1/access-log/nonces", given({ signal })), signal);
    },

    /** Signs an account in, to read the log of looks: the token of the session is the key to ask with. */
    logSession(signIn: Of.LogSignIn, { signal }: AskOptions = {}): Promise<Of.LogSession> {
      const options = { body: signIn, ...given({ signal }) };
      return answerOf(client.POST("/v1/access-log/sessions", options), signal);
    },

    /** Subscribes to changes: they are sent to an address. The secret is shown this once. Needs a key. */
    async createWebhook(
      webhook: Of.NewWebhook,
      { signal }: AskOptions = {},
    ): Promise<Of.WebhookWithSecret> {
      const asked = client.POST("/v1/webhooks", { body: webhook, ...given({ signal }) });
      return await answerOf(asked, signal);
    },

    /** The subscriptions of the key, the oldest first. */
    async webhooks({ signal }: AskOptions = {}): Promise<readonly Of.Webhook[]> {
      const asked = client.GET("/v1/webhooks", given({ signal }));
      return (await answerOf(asked, signal)).webhooks;
    },

    /** A subscription: how far it has come, and what is wrong. */
    async webhook(id: string, { signal }: AskOptions = {}): Promise<Of.Webhook> {
      return await answerOf(client.GET("/v1/webhooks/{webhook}", webhookOf(id, signal)), signal);
    },

    /** Ends a subscription, with all that is kept about it. */
    async deleteWebhook(id: string, { signal }: AskOptions = {}): Promise<Of.WebhookRemoved> {
      return await answerOf(client.DELETE("/v1/webhooks/{webhook}", webhookOf(id, signal)), signal);
    },

    /** Sends nothing for a subscription until it is resumed. */
    async pauseWebhook(id: string, { signal }: AskOptions = {}): Promise<Of.Webhook> {
      return await answerOf(
        client.POST("/v1/webhooks/{webhook}/pause", webhookOf(id, signal)),
        signal,
      );
    },

    /** Goes on with the first message that has not arrived. */
    async resumeWebhook(id: string, { signal }: AskOptions = {}): Promise<Of.Webhook> {
      return await answerOf(
        client.POST("/v1/webhooks/{webhook}/resume", webhookOf(id, signal)),
        signal,
      );
    },

    /** Replaces the secret of a subscription; for a day both sign. The new one is shown this once. */
    async rotateWebhookSecret(
      id: string,
      { signal }: AskOptions = {},
    ): Promise<Of.WebhookWithSecret> {
      return await answerOf(
        client.POST("/v1/webhooks/{webhook}/rotate", webhookOf(id, signal)),
        signal,
      );
    },

    /** Sends a message that is about nothing, once, and says what happened. */
    async testWebhook(id: string, { signal }: AskOptions = {}): Promise<Of.WebhookTest> {
      return await answerOf(
        client.POST("/v1/webhooks/{webhook}/test", webhookOf(id, signal)),
        signal,
      );
    },

    /** Sends what is after a cursor, again or for the first time. */
    async replayWebhook(
      id: string,
      after: string,
      { signal }: AskOptions = {},
    ): Promise<Of.Webhook> {
      const options = { ...webhookOf(id, signal), body: { after } };
      return await answerOf(client.POST("/v1/webhooks/{webhook}/replay", options), signal);
    },

    /** The last attempts at messages of a subscription, the last first. */
    webhookDeliveries(
      id: string,
      { pageSize, signal }: ListOptions = {},
    ): AsyncGenerator<Of.WebhookDelivery, void, undefined> {
      return pages(
        async (after) => {
          const params = { path: { webhook: id }, query: given({ after, limit: pageSize }) };
          return await answerOf(
            client.GET("/v1/webhooks/{webhook}/deliveries", { params, ...given({ signal }) }),
            signal,
          );
        },
        ({ deliveries }) => deliveries,
      );
    },

    /** Messages that did not arrive before their subscription was paused. */
    webhookDeadLetters(
      id: string,
      { pageSize, signal }: ListOptions = {},
    ): AsyncGenerator<Of.WebhookDeadLetter, void, undefined> {
      return pages(
        async (after) => {
          const params = { path: { webhook: id }, query: given({ after, limit: pageSize }) };
          return await answerOf(
            client.GET("/v1/webhooks/{webhook}/dead-letters", { params, ...given({ signal }) }),
            signal,
          );
        },
        ({ deadLetters }) => deadLetters,
      );
    },

    /** Makers, models, and counts of units that fit. Units are counted, not listed. */
    async search({ signal, ...query }: SearchQuery & AskOptions = {}): Promise<Of.SearchAnswer> {
      return await answerOf(
        client.GET("/v1/search", { params: { query }, ...given({ signal }) }),
        signal,
      );
    },

    /** How many were issued, where they are, how they are, and the recalls. */
    async stats({ signal }: AskOptions = {}): Promise<Of.Stats> {
      return await answerOf(client.GET("/v1/stats", given({ signal })), signal);
    },

    /** Seats, countries, makers admitted, and proposals with votes and timelock. */
    async consortium({ signal }: AskOptions = {}): Promise<Of.Consortium> {
      return await answerOf(client.GET("/v1/consortium", given({ signal })), signal);
    },

    /** Who made the last blocks; `last` says how many of them, 1 to 1000. */
    async blockProduction({
      last,
      signal,
    }: AskOptions & { readonly last?: number } = {}): Promise<Of.BlockProduction> {
      const params = { query: given({ last }) };
      return await answerOf(
        client.GET("/v1/consortium/blocks", { params, ...given({ signal }) }),
        signal,
      );
    },

    /** What the key of a scope may see. */
    async scopes({ signal }: AskOptions = {}): Promise<Of.ScopeTable> {
      return await answerOf(client.GET("/v1/scopes", given({ signal })), signal);
    },

    /** How far the index has come, and whether an alarm is on. */
    async health({ signal }: AskOptions = {}): Promise<Of.Health> {
      return await answerOf(client.GET("/v1/health", given({ signal })), signal);
    },
  };
}

function webhookOf(webhook: string, signal: AbortSignal | undefined) {
  return { params: { path: { webhook } }, ...given({ signal }) };
}

function momentOf(at: Date | string | undefined): { at?: string } {
  return given({ at: at instanceof Date ? at.toISOString().replace(/\.\d+Z$/, "Z") : at });
}

/** The same without what is undefined. */
function given<fields extends object>(
  fields: fields,
): { [key in keyof fields]?: Exclude<fields[key], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as ReturnType<typeof given<fields>>;
}
