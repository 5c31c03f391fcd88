// Generated from api/openapi.json by `npm run generate -w packages/api`. Do not edit: change the schemas of the API.

export interface paths {
    "/v1/access-log/nonces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A nonce to sign in with, for who holds or held a robot */
        post: operations["createLogNonce"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-log/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs an account in (EIP-4361), to read the log of looks */
        post: operations["createLogSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-log/log/anchors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Heads of the log of looks that are on the chain */
        get: operations["getLogAnchors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-log/log/consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** That the log of looks continues one that was seen before */
        get: operations["getLogConsistency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-log/robots/{code}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A file that proves which heads of the log of looks the chain has, with no node
         * @description Needs the token of a session as bearer key. For one who was shown the log of the robot: the file proves what everybody may see of it, and what the contract in `anchors-contract` has of the log. 404 where this service anchors no heads.
         */
        get: operations["getLogEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-log/log/head": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The head of the log of looks, signed */
        get: operations["getLogHead"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-log/robots/{code}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who looked at what is not public of a robot: lines with proofs, for who holds or held it
         * @description Needs the token of a session as bearer key. To read the log is a line of it, before the answer.
         */
        get: operations["getLogOfRobot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/robots/{code}/capsule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What this member says of a robot, signed, in the text of one QR code
         * @description For where there is no network: verdict, level, market and open recalls of now, signed by the witness of the member's seat, good for a day. It names no account. 404 where this member signs none.
         */
        get: operations["getCapsule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/robots/{code}/label.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A label of a robot to print, as PDF
         * @description 105 × 74 mm: the code, a QR code with its link, and one with a capsule where this member signs capsules.
         */
        get: operations["getLabelPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/robots/{code}/label.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A label of a robot to print, as SVG
         * @description 105 × 74 mm: the code, a QR code with its link, and one with a capsule where this member signs capsules.
         */
        get: operations["getLabelSvg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened since
         * @description A page after a cursor, or with `Accept: text/event-stream` server-sent events that go on; `Last-Event-ID` is read. Codes of robots only with a key that may see them, or where they were asked for. A page of a filter may hold fewer changes than `limit`, or none, while `more` is `true`: go on from `next`.
         */
        get: operations["getChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consortium/blocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who made the last blocks */
        get: operations["getBlockProduction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consortium": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Seats, countries, makers admitted, proposals with votes and timelock */
        get: operations["getConsortium"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the index has come, and whether an alarm is on */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the index has taken in every block; `/ready` says the same */
        get: operations["getReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scopes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the key of a scope may see */
        get: operations["getScopes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dumps/{dump}/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A file of a dump, or its manifest
         * @description A file never changes under its address: `ETag` is its SHA-256. `Range` gives a part of it, so that a download goes on where it was broken off.
         */
        get: operations["getDumpFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dumps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Public files of the whole, for researchers and mirrors */
        get: operations["getDumps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/anchor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The anchor that this service proves from
         * @description To compare with an anchor got elsewhere. By itself it says nothing about this service.
         */
        get: operations["getAnchor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Blocks that the witness of this member cosigned */
        get: operations["getCheckpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/robots/{code}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A file that proves what is recorded of a robot, with no node and no trust in this service
         * @description Without a key it proves what everybody may see, and discloses no account of the robot: verdict, state, market, flags, approval and open recalls; or that the code was never issued. With a key that may see `liability` it proves everything, and discloses it. `at` needs such a key.
         */
        get: operations["getEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/validators/path": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the validators changed since a block, each step sealed by those before it */
        get: operations["getValidatorPath"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/witnesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The list of the seats' witness keys, itself proven from the chain */
        get: operations["getWitnesses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lots/{lot}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A lot, and whether its manifest is here */
        get: operations["getLot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lots/{lot}/manifest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The manifest of a lot, byte for byte as it was brought
         * @description Needs a key of the lot's maker, an investigator or an authority: a manifest names codes.
         */
        get: operations["getManifest"];
        /**
         * Takes the manifest of a lot, from anybody: the root on the chain decides
         * @description JSON Lines, as `docs/production-files.md` describes. Kept where its leaves give the root of the lot, refused otherwise.
         */
        put: operations["putManifest"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/countries/{country}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who answers for a country, whom it admitted, what it approved */
        get: operations["getCountry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/makers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A manufacturer, its standing and its models */
        get: operations["getMaker"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A model, its approvals by country, its releases and recalls */
        get: operations["getModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Makers, models, and counts of units that fit */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many were issued, where they are, in which state they are, and the recalls */
        get: operations["getStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Models with units that fulfil conditions on a market, and how many */
        get: operations["getOffers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/robots/{code}/qualifies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a robot fulfils conditions: yes, no or unknown, with evidence
         * @description At least one condition. Nothing is told that was not asked for.
         */
        get: operations["getQualifies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recalls/{campaign}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A recall campaign, and how far it has come by country and week */
        get: operations["getRecall"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recalls/{campaign}/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every unit under a recall, exactly, untouched ones included
         * @description Needs a key of the model's maker, an investigator or an authority. As a page of JSON, or streamed whole as CSV (`Accept: text/csv`) or JSON Lines (`Accept: application/x-ndjson`); `format` decides without the header.
         */
        get: operations["getRecallUnits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recalls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recall campaigns, the last first */
        get: operations["getRecalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{cc}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The link of a country
         * @description By `Accept`: the page for people (redirect), JSON, JSON-LD or a linkset. `HEAD` and `OPTIONS` are answered; `Link` leads to the linkset.
         */
        get: operations["resolveCountry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{cc}/{mfr}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The link of a manufacturer
         * @description By `Accept`: the page for people (redirect), JSON, JSON-LD or a linkset. `HEAD` and `OPTIONS` are answered; `Link` leads to the linkset.
         */
        get: operations["resolveMaker"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{cc}/{mfr}/{model}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The link of a model
         * @description By `Accept`: the page for people (redirect), JSON, JSON-LD or a linkset. `HEAD` and `OPTIONS` are answered; `Link` leads to the linkset.
         */
        get: operations["resolveModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{cc}/{mfr}/{model}/{serial}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The link of a robot: what its QR code holds
         * @description By `Accept`: the page for people (redirect), JSON, JSON-LD or a linkset. `HEAD` and `OPTIONS` are answered; `Link` leads to the linkset.
         */
        get: operations["resolveRobot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/robots/{code}/accesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who looked at what is not public of a robot */
        get: operations["getAccesses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/robots/{code}/history.epcis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A robot's history as EPCIS 2.0 JSON-LD */
        get: operations["getEpcisHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/robots/{code}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A robot's history, entry by entry
         * @description With a key that may see accounts, each entry says who made it and everything that it holds.
         */
        get: operations["getHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/robots/{code}/liability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whose it was, who ran it, what ran on it, when it was serviced, what was known: at a moment
         * @description Needs a key of an insurer, an investigator or an authority. Each look is logged: see `accesses`.
         */
        get: operations["getLiability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Takes a code apart, without looking it up */
        get: operations["parseCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/robots/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What everybody may know of a robot
         * @description Verdict, state, maker, model, approvals, recalls, certificates, brands, flags, firmware, wear and a timeline, each with the log that proves it; now, or as it was at a moment.
         */
        get: operations["getRobot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/robots:batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is known of up to 1,000 robots, briefly */
        post: operations["getRobots"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The subscriptions of the key */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Subscribes to changes: they are sent to an address
         * @description Signed as Standard Webhooks has it, in the order of the feed, at least once: docs/webhooks.md. Names robots as `/v1/changes` does for the key.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A subscription: how far it has come, and what is wrong */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /** Ends a subscription, with all that is kept about it */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook}/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages that did not arrive before the subscription was paused */
        get: operations["listWebhookDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last attempts, the last first */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends nothing until the subscription is resumed */
        post: operations["pauseWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends what is after a cursor, again or for the first time
         * @description As far back as the service replays. A cursor that is ahead of the subscription leaves out what is between them. A paused subscription stays paused.
         */
        post: operations["replayWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Goes on with the first message that has not arrived */
        post: operations["resumeWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replaces the secret; for a day both sign */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a message that is about nothing, once, and says what happened */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        LogNonce: {
            nonce: string;
            /** @description Seconds since 1970. */
            expiresAt: number;
        };
        /** @description What went wrong: problem details of RFC 9457. */
        Problem: {
            /**
             * @description What kind of problem; docs/api.md lists them.
             * @example urn:openrobotid:problem:invalid-code
             */
            type: string;
            /**
             * @description The kind in words.
             * @example Not a robot code
             */
            title: string;
            /**
             * @description Status code of the answer.
             * @example 400
             */
            status: number;
            /**
             * @description What was found, and what would have been right.
             * @example Position 1: found "Ü", expected A-Z.
             */
            detail: string;
            /**
             * @description Path that was asked for.
             * @example /v1/robots/CÜ
             */
            instance: string;
            /**
             * @description Why a code was refused, in a word of the SDK.
             * @example lookAlike
             */
            reason?: string;
            /**
             * @description First wrong position of a code, counted from 0.
             * @example 1
             */
            position?: number;
            /**
             * @description What was expected there.
             * @example A-Z
             */
            expected?: string;
            /**
             * @description What was found there.
             * @example Ü
             */
            found?: string;
            /** @description Every wrong parameter. */
            errors?: {
                /**
                 * @description Where: query, path, header or body.
                 * @example query
                 */
                in: string;
                /**
                 * @description Which parameter or field.
                 * @example limit
                 */
                name: string;
                /**
                 * @description What was expected.
                 * @example expected a whole number from 1 to 1000
                 */
                detail: string;
            }[];
        };
        LogSession: {
            /** @description Shown as a bearer key; it opens the log alone. */
            token: string;
            account: string;
            /** @description Seconds since 1970. */
            expiresAt: number;
        };
        LogSignIn: {
            /** @description EIP-4361, with the nonce. */
            message: string;
            /** @description Of the message, by the account. */
            signature: string;
        };
        LogAnchors: {
            /** @description Who anchors; `null` where nobody does. */
            account: string | null;
            /** @description Name of the log on the chain. */
            topic: string;
            anchors: {
                root: string;
                leaves: number;
                /** @description Seconds since 1970. */
                at: number;
            }[];
            /** @description Shows of each that the next one continues it; of the last one, that the head does. */
            continued: string[][];
        };
        LogProof: {
            proof: string[];
        };
        LogHead: {
            /** @description Address of the log. */
            vault: string;
            chainId: number;
            /** @description Lines of the log. */
            size: number;
            /** @description Root of the tree over them (RFC 9162). */
            root: string;
            /** @description Seconds since 1970. */
            at: number;
            /** @description EIP-712, by the key of the log. */
            signature: string;
        };
        LogLines: {
            head: components["schemas"]["LogHead"];
            entries: {
                position: number;
                /** @description JSON, exactly as it is hashed. */
                line: string;
                proof: string[];
                /** @description Where the line is of several robots: what it says of this one, in the tree that `robots` of the line names. */
                own?: {
                    position: number;
                    /** @description JSON, exactly as it is hashed. */
                    line: string;
                    proof: string[];
                };
            }[];
        };
        Changes: {
            changes: components["schemas"]["Change"][];
            /**
             * @description Give it as `after` to go on from here, also where nothing is left.
             * @example 412-3
             */
            next: string;
            /** @description Whether the feed goes on behind `next` already. What is there need not fit the filter. */
            more: boolean;
            asOf: components["schemas"]["AsOf"];
        };
        /** @description One thing that happened. */
        Change: {
            /**
             * @description Its place in the feed. Give the last one as `after`.
             * @example 412-3
             */
            cursor: string;
            /**
             * @description What happened: a kind of a robot's history, or `lotIssued`, `listIssued`, `campaignOpened`, `campaignClosed`, `unitsMarked`, `manufacturerAdmitted`, `manufacturerStatusChanged`, `modelRegistered`, `modelApproved`, `modelApprovalWithdrawn`, `releasePublished`, `releaseWithdrawn`, `seatAdmitted`, `seatExpelled`, `seatResigned`, `countryAssigned`, `countryReleased`, `proposalCreated`, `voteCast`, `proposalQueued`, `proposalExecuted`, `proposalCanceled`.
             * @example placedOnMarket
             */
            kind: string;
            time: components["schemas"]["Time"];
            /** @description `null`: it concerns none. */
            maker: components["schemas"]["MakerId"] | null;
            /** @description `null`: it concerns none. */
            model: components["schemas"]["ModelId"] | null;
            /** @description `null`: it names none. */
            country: components["schemas"]["Country"] | null;
            /** @description `null`: it concerns none. */
            campaign: number | null;
            robot?: components["schemas"]["RobotCode"];
            proof: components["schemas"]["Proof"];
        };
        /**
         * Format: date-time
         * @description A moment: RFC 3339, in UTC, to the second, from the time of a block.
         * @example 2025-03-10T09:00:00Z
         */
        Time: string;
        /**
         * @description Country and manufacturer: the first 6 characters of a code.
         * @example CNBH01
         */
        MakerId: string;
        /**
         * @description Country, manufacturer and product model: the first 12 characters of a code.
         * @example CNBH01TERN03
         */
        ModelId: string;
        /**
         * @description ISO 3166-1 alpha-2.
         * @example CN
         */
        Country: string;
        /**
         * @description The robot. Only with a key that may see it, or where its code was asked for: the public feed does not give away codes.
         * @example CNBH01TERN0325W07000000000001
         */
        RobotCode: string;
        /** @description The log on the chain that says so. Anyone who runs a node of it can look it up. */
        Proof: {
            transactionHash: components["schemas"]["Hash"];
            /**
             * @description Block that holds the transaction.
             * @example 412
             */
            blockNumber: number;
            /**
             * @description Number of the log in that block.
             * @example 3
             */
            logIndex: number;
            timestamp: components["schemas"]["Time"];
        };
        /**
         * @description 32 bytes in hexadecimal.
         * @example 0x6c3fd336b49dcb1c57dd4fbeaf5f898320b0da06a5ef64e798c6497600bb79f2
         */
        Hash: string;
        /** @description What the answer is as of. `x-block-number` says the block too. */
        AsOf: {
            /**
             * @description Last block that the index has taken in.
             * @example 431
             */
            blockNumber: number;
            timestamp: components["schemas"]["Time"] & unknown;
            /**
             * @description Seconds from that block to the making of this answer: how far behind it can be.
             * @example 2
             */
            ageSeconds: number;
            /**
             * @description The moment asked for with `at`; everything is as it was then. `null`: as of the block.
             * @example null
             */
            at: components["schemas"]["Time"] | null;
            /**
             * @description Whether the index is known to be behind the chain, or has not heard from it for long.
             * @example false
             */
            lagging: boolean;
            /**
             * @description What vouches for the block: `qbft`: at least two thirds of the validators sealed it, which was proven; `none`: nobody does on this chain. `null`: the index believes its nodes.
             * @example qbft
             * @enum {string|null}
             */
            seals: "qbft" | "none" | null;
        };
        /** @description Who made the last blocks. */
        BlockProduction: {
            /**
             * @description `unknown`: this chain does not say who makes its blocks.
             * @enum {string}
             */
            status: "known" | "unknown";
            /**
             * @description `signers`: counted by the node (`qbft_getSignerMetrics`); `coinbase`: read from the blocks. `null`: unknown.
             * @enum {string|null}
             */
            source: "signers" | "coinbase" | null;
            /** @description First block counted. */
            from: number | null;
            /** @description Last block counted. */
            to: number | null;
            producers: {
                /** @description `null`: a validator of no present seat. */
                seat: components["schemas"]["Seat"] | null;
                /** @example 10 */
                blocks: number;
                /** @description Last block that it made. `null`: none of these. */
                lastBlock: number | null;
            }[];
            asOf: components["schemas"]["AsOf"];
        };
        /** @description A seat of the consortium. */
        Seat: {
            /**
             * @description Number of the seat, never reused.
             * @example 1
             */
            number: number;
            /**
             * @description Name of the standards body.
             * @example Beihe Standards Institute
             */
            name: string;
        };
        Consortium: {
            /** @description All seats, also those that departed. */
            seats: components["schemas"]["SeatView"][];
            countries: {
                country: components["schemas"]["Country"];
                seat: components["schemas"]["Seat"] | null;
                since: components["schemas"]["Time"];
                actsFrom: components["schemas"]["Time"] & unknown;
                proof: components["schemas"]["Proof"];
            }[];
            /**
             * @description Validator nodes now.
             * @example 10
             */
            validators: number;
            /** @description Makers, and which seat admitted each. */
            makers: {
                /** @example CNBH01 */
                id: string;
                name: string;
                admittedBy: components["schemas"]["Seat"] | null;
                admittedAt: components["schemas"]["Time"];
            }[];
            /** @description All proposals, the last first. */
            proposals: components["schemas"]["Proposal"][];
            asOf: components["schemas"]["AsOf"];
        };
        SeatView: {
            /**
             * @description Number of the seat, never reused.
             * @example 1
             */
            number: number;
            /**
             * @description Name of the standards body.
             * @example Beihe Standards Institute
             */
            name: string;
            countries: components["schemas"]["Country"][];
            admittedAt: components["schemas"]["Time"];
            /** @description `null`: it sits at the table. */
            departedAt: components["schemas"]["Time"] | null;
            /** @description Since when it has its present validator node. `null`: it has departed. */
            validatorSince: components["schemas"]["Time"] | null;
            /**
             * @description Manufacturers that it admitted.
             * @example 10
             */
            makersAdmitted: number;
            /** @description Changes of its keys that were announced and can be cancelled. */
            namings: {
                /**
                 * @description What it names: the account that acts for it, or its recovery key.
                 * @example account
                 * @enum {string}
                 */
                key: "account" | "recoveryKey";
                acceptableFrom: components["schemas"]["Time"] & unknown;
                proof: components["schemas"]["Proof"];
            }[];
            proof: components["schemas"]["Proof"];
        };
        Proposal: {
            /** @description Its number, decimal. */
            id: string;
            /**
             * @example executed
             * @enum {string}
             */
            state: "pending" | "active" | "canceled" | "defeated" | "succeeded" | "queued" | "expired" | "executed";
            /** @description `null`: it was no seat's account. */
            proposedBy: components["schemas"]["Seat"] | null;
            description: string;
            calls: {
                /**
                 * @description Contract of the registry that it calls. `null`: none of them.
                 * @example consortium
                 */
                contract: string | null;
                /**
                 * @description `null`: the call cannot be read.
                 * @example admitSeat
                 */
                function: string | null;
                /**
                 * @description The call in a line, accounts left out.
                 * @example admitSeat: Japan Robot Standards
                 */
                summary: string;
            }[];
            createdAt: components["schemas"]["Time"];
            voteStart: components["schemas"]["Time"];
            voteEnd: components["schemas"]["Time"];
            /** @description When the timelock runs out. `null`: not queued. */
            executableAt: components["schemas"]["Time"] | null;
            executedAt: components["schemas"]["Time"] | null;
            canceledAt: components["schemas"]["Time"] | null;
            votes: {
                /** @example 10 */
                for: number;
                /** @example 10 */
                against: number;
                /** @example 10 */
                abstain: number;
            };
            /**
             * @description Votes in favour that it needs. `null`: not settled before the vote opens.
             * @example 10
             */
            votesNeeded: number | null;
            ballots: {
                /** @description `null`: the account of no seat. */
                seat: components["schemas"]["Seat"] | null;
                /** @enum {string} */
                support: "against" | "for" | "abstain";
                reason: string;
                at: components["schemas"]["Time"];
                /** @description When its seat took a vote in favour back: it no longer counts. `null`: it did not. */
                withdrawnAt: components["schemas"]["Time"] | null;
                proof: components["schemas"]["Proof"];
            }[];
            proof: components["schemas"]["Proof"];
        };
        Health: {
            /**
             * @description `alarm`: a head did not follow from its entries, or is another one on the chain: the index must not be relied on; `waiting`: nothing newer can be proven, `proof` says why; `lagging`: behind the chain, or the last block is too old.
             * @enum {string}
             */
            status: "ok" | "lagging" | "waiting" | "alarm";
            asOf: components["schemas"]["AsOf"];
            /** @description Head of the chain: proven, where anything is. */
            chain: {
                /** @enum {string} */
                status: "known";
                blockNumber: number;
                /**
                 * @description Blocks not taken in yet.
                 * @example 10
                 */
                behind: number;
            } | {
                /** @enum {string} */
                status: "unknown";
                detail: string;
            };
            /** @description Whether the index proves what it reads. */
            proof: {
                /**
                 * @description `proven`: everything that the index reads is; `waiting`: what comes next cannot be proven, so it does not get in; `off`: the nodes are believed, nothing is proven.
                 * @enum {string}
                 */
                status: "proven" | "waiting" | "off";
                /**
                 * @description What vouches for the block: `qbft`: at least two thirds of the validators sealed it, which was proven; `none`: nobody does on this chain. `null`: the index believes its nodes.
                 * @example qbft
                 * @enum {string|null}
                 */
                seals: "qbft" | "none" | null;
                /** @description What it waits for. */
                waiting: {
                    reason: string;
                    detail: string;
                    since: components["schemas"]["Time"];
                } | null;
                /** @description What nodes were found out about, the last first. */
                faults: {
                    /** @description Host and port of the node. */
                    node: string;
                    /** @description Whether it said what cannot be true. Otherwise it showed too little, or nothing. */
                    lied: boolean;
                    reason: string;
                    detail: string;
                    at: components["schemas"]["Time"];
                }[];
            };
            /**
             * @description Robots whose head did not follow from their entries, or is another one on the chain.
             * @example 10
             */
            headMismatches: number;
            manifests: {
                /** @example 10 */
                verified: number;
                /** @example 10 */
                missing: number;
            };
        };
        /** @description Anything else is a problem of kind `not-ready`, status 503. */
        Ready: {
            /** @enum {boolean} */
            ready: true;
            asOf: components["schemas"]["AsOf"];
        };
        /** @description What the key of a scope may see. */
        ScopeTable: {
            scopes: string[];
            sights: {
                /**
                 * @description What can be seen.
                 * @example liability
                 */
                sight: string;
                description: string;
                /**
                 * @description Scopes that see it.
                 * @example [
                 *       "insurer"
                 *     ]
                 */
                seenBy: string[];
            }[];
        };
        /** @description What the files of a dump are. */
        DumpManifest: {
            /** @enum {string} */
            format: "open-robot-id-index";
            version: number;
            /** @enum {string} */
            kind: "full" | "delta";
            chainId: number;
            /**
             * @description SHA-256, in hexadecimal.
             * @example 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824
             */
            digest: string;
            files: ({
                table: string;
                /** @description Its name, beside the manifest. */
                file: string;
                rows: number;
                bytes: number;
                /**
                 * @description SHA-256, in hexadecimal.
                 * @example 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824
                 */
                sha256: string;
                columns: {
                    name: string;
                    type: string;
                }[];
            } & {
                [key: string]: unknown;
            })[];
        } & {
            [key: string]: unknown;
        };
        Dumps: {
            /** @description The newest first. */
            dumps: components["schemas"]["Dump"][];
            /** @description The changelog of the format. */
            format: {
                /**
                 * @description `version` of manifests.
                 * @example 1
                 */
                version: number;
                /** @description What changed with it. */
                change: string;
            }[];
        };
        /** @description Public files of the whole, as of a block. */
        Dump: {
            /**
             * @description Its name.
             * @example full-000000000412
             */
            name: string;
            /**
             * @description `full`: everything that is public; `delta`: of the tables that grow with what happens to robots the rows that began since, of all others the whole.
             * @enum {string}
             */
            kind: "full" | "delta";
            /**
             * @description Everything up to this block is in it.
             * @example 412
             */
            block: number;
            /** @description Hash of that block. */
            blockHash: string;
            time: components["schemas"]["Time"];
            /** @description Last block of the dump that this delta follows. `null`: it is whole. */
            since: number | null;
            /**
             * @description Path of its manifest, which says of each file its name, rows, bytes, SHA-256 and columns. The files are beside it.
             * @example /v1/dumps/full-000000000412/manifest.json
             */
            manifest: string;
            /**
             * @description SHA-256 of what the files hold, however they are compressed. As the manifest says it.
             * @example 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824
             */
            digest: string;
            /**
             * @description Rows of all files.
             * @example 1200
             */
            rows: number;
            /**
             * @description Bytes of all files.
             * @example 48000
             */
            bytes: number;
        };
        /** @description What a client trusts. Got from the one who answers too, it shows nothing: compare it with one from another place. */
        Anchor: {
            /** @enum {string} */
            format: "open-robot-id-anchor";
            /** @enum {number} */
            version: 1;
            chainId: number;
            /**
             * @description Bytes in hexadecimal.
             * @example 0x00
             */
            genesisHash: string;
            /** @enum {string} */
            seals: "qbft" | "none";
            validators: string[];
            contracts: {
                [key: string]: {
                    /**
                     * @description An address of the chain: of a contract or a validator.
                     * @example 0x
                     */
                    address: string;
                    /**
                     * @description Bytes in hexadecimal.
                     * @example 0x00
                     */
                    codeHash: string;
                };
            };
        } & {
            [key: string]: unknown;
        };
        /** @description Blocks that the witness of this member cosigned, the newest first, each with its signature: `parseCheckpoint` and `verifyCheckpoint` of the SDK. */
        Checkpoints: {
            checkpoints: ({
                chainId: number;
                seat: number;
                number: number;
                /**
                 * @description Bytes in hexadecimal.
                 * @example 0x00
                 */
                hash: string;
                /**
                 * @description Bytes in hexadecimal.
                 * @example 0x00
                 */
                stateRoot: string;
                timestamp: number;
                /**
                 * @description Bytes in hexadecimal.
                 * @example 0x00
                 */
                signature: string;
            } & {
                [key: string]: unknown;
            })[];
        };
        /** @description What proves an answer, with nothing but an anchor. `docs/evidence.md` describes the other fields. */
        Evidence: {
            /** @enum {string} */
            format: "open-robot-id-evidence";
            /** @enum {number} */
            version: 1;
            chainId: number;
        } & {
            [key: string]: unknown;
        };
        /** @description The steps from one set of validators to the next: `verifyPath` of the SDK proves them. */
        ValidatorPath: {
            /**
             * @description `none`: nobody seals the blocks of this chain, so that there are no steps.
             * @enum {string}
             */
            seals: "qbft" | "none";
            /** @description Steps after this block. */
            from: number;
            /** @description Newest block that the last step leads to. */
            to: number;
            /**
             * @description Code of Consortium, whose state names the validators.
             * @example 0x00
             */
            code: string;
            /** @description The first first; each sealed by the set of the one before. */
            steps: {
                /** @description Header of the block that changed the set, with its seals. */
                header: {
                    /**
                     * @description Bytes in hexadecimal.
                     * @example 0x00
                     */
                    number: string;
                    /**
                     * @description Bytes in hexadecimal.
                     * @example 0x00
                     */
                    hash: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description `eth_getProof` of Consortium in its state. */
                proof: {
                    /**
                     * @description An address of the chain: of a contract or a validator.
                     * @example 0x
                     */
                    address: string;
                } & {
                    [key: string]: unknown;
                };
            }[];
            /** @description Ask for the next steps with this as `from`; `null`: these were the last. */
            next: number | null;
        };
        /** @description A lot or a list. Its codes are not part of this view. */
        Lot: {
            lot: components["schemas"]["Hash"];
            /**
             * @description Issued as a consecutive range, or as a list.
             * @enum {string}
             */
            kind: "range" | "list";
            maker: components["schemas"]["MakerId"];
            model: components["schemas"]["ModelId"];
            /**
             * @description Units issued.
             * @example 10
             */
            count: number;
            issuedAt: components["schemas"]["Time"];
            /** @description Root of the Merkle tree over its units. `null`: the maker had no data of each unit. */
            unitsRoot: components["schemas"]["Hash"] | null;
            manifest: {
                /** @description Where its maker publishes it. `null`: no address. */
                uri: string | null;
                /**
                 * @description `verified`: stored here, and its leaves give the root; `missing`: not here yet; `notNeeded`: there is no root.
                 * @enum {string}
                 */
                status: "verified" | "missing" | "notNeeded";
                /** @description `null`: not stored. */
                storedAt: components["schemas"]["Time"] | null;
            };
            proof: components["schemas"]["Proof"];
            asOf: components["schemas"]["AsOf"];
        };
        ManifestStored: {
            lot: components["schemas"]["Hash"];
            /**
             * @description Units of the manifest.
             * @example 10
             */
            units: number;
            unitsRoot: components["schemas"]["Hash"] & unknown;
            /**
             * @description Whether it was stored now or was here already.
             * @enum {string}
             */
            stored: "new" | "already";
        };
        /** @description Who answers for a country, whom it admitted, and what it approved. */
        CountryView: {
            country: components["schemas"]["Country"];
            /** @description `null`: no seat answers for this country. */
            seat: components["schemas"]["Seat"] | null;
            /** @description `null`: no seat answers for this country. */
            tenancy: {
                since: components["schemas"]["Time"] & unknown;
                actsFrom: components["schemas"]["Time"] & unknown;
                proof: components["schemas"]["Proof"];
            } | null;
            makers: components["schemas"]["MakerSummary"][];
            approvals: {
                model: components["schemas"]["ModelId"];
                /**
                 * @description Neither expired nor withdrawn.
                 * @example true
                 */
                valid: boolean;
                level: components["schemas"]["IntelligenceLevel"];
                approvedAt: components["schemas"]["Time"];
                expiry: components["schemas"]["Time"] & unknown;
                /**
                 * @description `null`: not withdrawn.
                 * @example null
                 */
                withdrawnAt: components["schemas"]["Time"] | null;
                proof: components["schemas"]["Proof"];
            }[];
            asOf: components["schemas"]["AsOf"];
        };
        /** @description A manufacturer. */
        MakerSummary: {
            id: components["schemas"]["MakerId"];
            /** @example Beihu Robotics */
            name: string;
            status: components["schemas"]["MakerStatus"];
            /**
             * @description Where the public reaches it. `null`: it gave no address.
             * @example https://beihu.example/contact
             */
            contact: string | null;
            proof: components["schemas"]["Proof"] & unknown;
            authority: components["schemas"]["Authority"];
            admittedAt: components["schemas"]["Time"];
            /** @description The seat that admitted it. `null`: the country's seat of that time cannot be told. */
            admittedBy: components["schemas"]["Seat"] | null;
        };
        /**
         * @description Standing of a manufacturer now; a suspension changes nothing of what it made before.
         * @example active
         * @enum {string}
         */
        MakerStatus: "active" | "suspended" | "revoked" | "compromised";
        /** @description Who answers for its country now. */
        Authority: {
            country: components["schemas"]["Country"];
            /** @description `null`: no seat answers for this country. */
            seat: components["schemas"]["Seat"] | null;
        };
        /**
         * @description Intelligence level: 1 to 5 for L1 to L5 of T/CIE 298.
         * @example 3
         */
        IntelligenceLevel: number;
        /** @description A manufacturer, its standing and its models. */
        Maker: {
            id: components["schemas"]["MakerId"];
            /** @example Beihu Robotics */
            name: string;
            status: components["schemas"]["MakerStatus"];
            /**
             * @description Where the public reaches it. `null`: it gave no address.
             * @example https://beihu.example/contact
             */
            contact: string | null;
            proof: components["schemas"]["Proof"] & unknown;
            authority: components["schemas"]["Authority"];
            admittedAt: components["schemas"]["Time"];
            /** @description The seat that admitted it. `null`: the country's seat of that time cannot be told. */
            admittedBy: components["schemas"]["Seat"] | null;
            /** @description How its standing changed, the first first. */
            standing: {
                status: components["schemas"]["MakerStatus"];
                since: components["schemas"]["Time"];
                proof: components["schemas"]["Proof"];
            }[];
            models: components["schemas"]["ModelSummary"][];
            units: components["schemas"]["UnitCounts"];
            asOf: components["schemas"]["AsOf"];
        };
        /** @description A model. */
        ModelSummary: {
            id: components["schemas"]["ModelId"];
            /** @example Tern 3 */
            name: string;
            /**
             * @description Where its public documentation is. `null`: its maker gave no address.
             * @example https://beihu.example/tern-3
             */
            documentation: string | null;
            proof: components["schemas"]["Proof"] & unknown;
            /**
             * @description How its serials are made: a stem and a counter, or as listed.
             * @example sequential
             * @enum {string}
             */
            scheme: "sequential" | "listed";
            registeredAt: components["schemas"]["Time"];
        };
        /** @description Counts of units, exact, those never touched included. */
        UnitCounts: {
            /** @example 10 */
            total: number;
            /** @description Every state, also where none is in it. */
            byState: {
                state: components["schemas"]["RobotState"];
                /** @example 10 */
                count: number;
            }[];
        };
        /**
         * @description The state of a robot.
         * @example inService
         * @enum {string}
         */
        RobotState: "issued" | "inService" | "endOfLife" | "scrapped";
        /** @description A model, where it is approved, and how many there are. */
        Model: {
            id: components["schemas"]["ModelId"];
            /** @example Tern 3 */
            name: string;
            /**
             * @description Where its public documentation is. `null`: its maker gave no address.
             * @example https://beihu.example/tern-3
             */
            documentation: string | null;
            proof: components["schemas"]["Proof"] & unknown;
            /**
             * @description How its serials are made: a stem and a counter, or as listed.
             * @example sequential
             * @enum {string}
             */
            scheme: "sequential" | "listed";
            registeredAt: components["schemas"]["Time"];
            maker: components["schemas"]["MakerSummary"];
            /** @description By country; the last one of each. */
            approvals: components["schemas"]["Approval"][];
            /** @description Firmware releases. */
            releases: {
                /** @example 3.1.0 */
                version: string;
                /** @description SHA-256 of the image. */
                imageDigest: string;
                uri: string | null;
                publishedAt: components["schemas"]["Time"];
                withdrawnAt: components["schemas"]["Time"] | null;
                proof: components["schemas"]["Proof"];
            }[];
            /** @description Recalls of this model. */
            recalls: {
                campaign: number;
                campaignNumber: string;
                open: boolean;
            }[];
            units: components["schemas"]["UnitCounts"];
            asOf: components["schemas"]["AsOf"];
        };
        /** @description Approval of the model for the market of a country; the last one given. */
        Approval: {
            country: components["schemas"]["Country"];
            /**
             * @description Neither expired nor withdrawn.
             * @example true
             */
            valid: boolean;
            level: components["schemas"]["IntelligenceLevel"];
            approvedAt: components["schemas"]["Time"];
            expiry: components["schemas"]["Time"] & unknown;
            /**
             * @description `null`: not withdrawn.
             * @example null
             */
            withdrawnAt: components["schemas"]["Time"] | null;
            authority: components["schemas"]["Authority"] & unknown;
            proof: components["schemas"]["Proof"];
        };
        SearchAnswer: {
            /** @description Makers that fit, at most `limit`. */
            makers: components["schemas"]["MakerSummary"][];
            /** @description Models that fit, at most `limit`. */
            models: components["schemas"]["ModelSummary"][];
            /** @description How many units fit. Counts only: units are not listed. */
            units: {
                /** @example 10 */
                total: number;
                /** @description Every state, also where none is in it. */
                byState: {
                    state: components["schemas"]["RobotState"];
                    /** @example 10 */
                    count: number;
                }[];
                byCountry: {
                    /** @description Market. `null`: on none. */
                    country: components["schemas"]["Country"] | null;
                    /** @example 10 */
                    count: number;
                }[];
                byModel: {
                    model: components["schemas"]["ModelId"];
                    /** @example 10 */
                    count: number;
                }[];
                byLevel: {
                    /** @description `null`: has none. */
                    level: components["schemas"]["IntelligenceLevel"] | null;
                    /** @example 10 */
                    count: number;
                }[];
            };
            asOf: components["schemas"]["AsOf"];
        };
        Stats: {
            units: components["schemas"]["UnitCounts"];
            issued: {
                byWeek: {
                    /**
                     * Format: date
                     * @description Monday of the ISO week, UTC.
                     */
                    week: string;
                    /** @example 10 */
                    count: number;
                }[];
                byCountry: {
                    country: components["schemas"]["Country"] & unknown;
                    /** @example 10 */
                    count: number;
                }[];
                byMaker: {
                    maker: components["schemas"]["MakerId"];
                    /** @example 10 */
                    count: number;
                }[];
                byModel: {
                    model: components["schemas"]["ModelId"];
                    /** @example 10 */
                    count: number;
                }[];
                byLevel: {
                    /** @description `null`: has none. */
                    level: components["schemas"]["IntelligenceLevel"] | null;
                    /** @example 10 */
                    count: number;
                }[];
            };
            /** @description Units in service on each market. */
            onMarket: {
                country: components["schemas"]["Country"];
                /** @example 10 */
                count: number;
            }[];
            flagged: {
                /** @example 10 */
                stolen: number;
                /** @example 10 */
                disputed: number;
            };
            recalls: {
                /** @example 10 */
                open: number;
                /** @example 10 */
                closed: number;
                bySeverity: {
                    severity: components["schemas"]["Severity"];
                    /** @example 10 */
                    open: number;
                    /** @example 10 */
                    closed: number;
                }[];
                /** @description Units under all recalls; one under two recalls counts twice. */
                units: {
                    /** @example 10 */
                    open: number;
                    /** @example 10 */
                    remedied: number;
                    /** @example 10 */
                    notApplicable: number;
                };
            };
            /** @example 10 */
            makers: number;
            /** @example 10 */
            models: number;
            /** @example 10 */
            seats: number;
            asOf: components["schemas"]["AsOf"];
        };
        /**
         * @description How grave a recall is; `stopUse` says that the robot must not be run.
         * @example stopUse
         * @enum {string}
         */
        Severity: "advisory" | "noTransfer" | "stopUse";
        /** @description Models, and how many of their units qualify. */
        Offers: {
            market: components["schemas"]["Country"];
            models: {
                model: components["schemas"]["ModelId"];
                name: string;
                /**
                 * @description Units in service on the market that fulfil the conditions, those that are stolen or under a recall included: ask each with `qualifies`.
                 * @example 10
                 */
                units: number;
                approval: components["schemas"]["Proof"] & unknown;
            }[];
            /**
             * @description Whether every unit was counted: of those with a certificate, only the 5,000 whose certificates last longest are.
             * @example true
             */
            complete: boolean;
            asOf: components["schemas"]["AsOf"];
        };
        /** @description Whether a robot fulfils conditions, and nothing else. */
        Qualifies: {
            id: components["schemas"]["RobotCode"] & unknown;
            /**
             * @description `no` where one condition fails, else `unknown` where one is not known, else `yes`.
             * @example yes
             * @enum {string}
             */
            answer: "yes" | "no" | "unknown";
            conditions: {
                /**
                 * @description What was asked for; `use` is always asked: in service, not reported stolen, and under no recall that stops its use.
                 * @example level
                 * @enum {string}
                 */
                condition: "use" | "level" | "capability" | "certificate" | "market";
                /** @enum {string} */
                answer: "yes" | "no" | "unknown";
                /** @description The log that says so. `null`: it follows from what is not recorded. */
                proof: components["schemas"]["Proof"] | null;
            }[];
            asOf: components["schemas"]["AsOf"];
        };
        /** @description A recall campaign and how far it has come. */
        RecallProgress: {
            /**
             * @description Number that the registry gave it.
             * @example 1
             */
            campaign: number;
            /**
             * @description Number that its opener gave it.
             * @example BH-2025-001
             */
            campaignNumber: string;
            /**
             * @description What is defective.
             * @example Shoulder actuator
             */
            component: string;
            /**
             * @description What the defect is.
             * @example The brake may release under load.
             */
            summary: string;
            /**
             * @description What it can lead to.
             * @example The arm may fall.
             */
            consequence: string;
            /**
             * @description What is done about it.
             * @example The actuator is exchanged free of charge.
             */
            remedy: string;
            /**
             * @description Whether the robot should be parked until it is remedied.
             * @example false
             */
            parkIt: boolean;
            /**
             * @description Whether the remedy comes over the air.
             * @example false
             */
            overTheAirUpdate: boolean;
            severity: components["schemas"]["Severity"];
            /**
             * @description Who opened it.
             * @example maker
             * @enum {string}
             */
            openedBy: "maker" | "authority";
            /**
             * @description It binds units on this country's market; `null`: on all.
             * @example null
             */
            country: components["schemas"]["Country"] | null;
            openedAt: components["schemas"]["Time"];
            /**
             * @description `null`: it is open.
             * @example null
             */
            closedAt: components["schemas"]["Time"] | null;
            /**
             * @description When it closes: announced by its maker, and binding until then. `null`: not announced.
             * @example null
             */
            closesAt: components["schemas"]["Time"] | null;
            /**
             * @description Whether remedies of the maker count, beside those of workshops.
             * @example true
             */
            makerRemedies: boolean;
            /**
             * @description Markets whose authority suspended it: a stolen key of the maker had opened it.
             * @example []
             */
            suspendedIn: components["schemas"]["Country"][];
            links: {
                /** @example /v1/recalls/1 */
                self: string;
                /**
                 * @description Every unit under it, for a key.
                 * @example /v1/recalls/1/units
                 */
                units: string;
                /**
                 * @description The page for people.
                 * @example http://127.0.0.1:8080/recalls/1
                 */
                page: string;
                /** @example /v1/makers/CNBH01 */
                maker: string;
                /** @example /v1/models/CNBH01TERN03 */
                model: string;
            };
            model: components["schemas"]["ModelId"];
            /** @example Tern 3 */
            modelName: string;
            maker: components["schemas"]["MakerId"];
            /**
             * @description How it says which units it binds: a range of codes, or a marked list.
             * @example range
             * @enum {string}
             */
            scope: "range" | "marked";
            /** @description Its suspensions, the first first: one for each of `suspendedIn`. */
            suspensions: {
                country: components["schemas"]["Country"];
                suspendedAt: components["schemas"]["Time"];
                proof: components["schemas"]["Proof"];
            }[];
            units: components["schemas"]["RecallCounts"];
            proof: components["schemas"]["Proof"] & unknown;
            /**
             * @description Its closing. `null`: it is open.
             * @example null
             */
            closing: components["schemas"]["Proof"] | null;
            progress: {
                /** @description Units by the market they are on. */
                byCountry: {
                    /** @description Market of the units. `null`: on no market yet, or taken off. */
                    country: components["schemas"]["Country"] | null;
                    /**
                     * @description Units it binds or has settled, those never touched included.
                     * @example 10
                     */
                    affected: number;
                    /** @example 10 */
                    open: number;
                    /** @example 10 */
                    remedied: number;
                    /** @example 10 */
                    notApplicable: number;
                }[];
                /** @description Every week from the opening on, to the closing or to now. */
                byWeek: {
                    /**
                     * Format: date
                     * @description Monday of the ISO week, UTC.
                     * @example 2025-06-02
                     */
                    week: string;
                    /**
                     * @description Units remedied in that week.
                     * @example 10
                     */
                    remedied: number;
                    /**
                     * @description Units found not to have the defect in that week.
                     * @example 10
                     */
                    notApplicable: number;
                    /**
                     * @description Units opened again in that week. They stay counted where they had been settled.
                     * @example 10
                     */
                    reopened: number;
                }[];
            };
            asOf: components["schemas"]["AsOf"];
        };
        /** @description Units of a recall by status, exact. */
        RecallCounts: {
            /**
             * @description Units it binds or has settled, those never touched included.
             * @example 10
             */
            affected: number;
            /** @example 10 */
            open: number;
            /** @example 10 */
            remedied: number;
            /** @example 10 */
            notApplicable: number;
        };
        RecallUnits: {
            campaign: number;
            units: components["schemas"]["RecallUnit"][];
            /**
             * @description Give it as `after` for the next page. `null`: this is the last one.
             * @example null
             */
            next: string | null;
            asOf: components["schemas"]["AsOf"];
        };
        /** @description A unit under a recall. */
        RecallUnit: {
            robot: components["schemas"]["RobotCode"] & unknown;
            /** @enum {string} */
            status: "open" | "remedied" | "notApplicable";
            /** @enum {string} */
            state: "issued" | "inService" | "endOfLife" | "scrapped";
            /** @description `null`: on no market. */
            market: components["schemas"]["Country"] | null;
            holder: components["schemas"]["Account"];
            /** @description When it was settled. `null`: it is open. */
            settledAt: components["schemas"]["Time"] | null;
            /** @description Whether it has a history beyond its issuance. */
            touched: boolean;
        };
        /**
         * @description Whom to notify: its owner, or its maker while it is unsold.
         * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
         */
        Account: string;
        Recalls: {
            recalls: components["schemas"]["Recall"][];
            /**
             * @description Give it as `after` for the next page. `null`: this is the last one.
             * @example null
             */
            next: string | null;
            asOf: components["schemas"]["AsOf"];
        };
        /** @description A recall campaign. */
        Recall: {
            /**
             * @description Number that the registry gave it.
             * @example 1
             */
            campaign: number;
            /**
             * @description Number that its opener gave it.
             * @example BH-2025-001
             */
            campaignNumber: string;
            /**
             * @description What is defective.
             * @example Shoulder actuator
             */
            component: string;
            /**
             * @description What the defect is.
             * @example The brake may release under load.
             */
            summary: string;
            /**
             * @description What it can lead to.
             * @example The arm may fall.
             */
            consequence: string;
            /**
             * @description What is done about it.
             * @example The actuator is exchanged free of charge.
             */
            remedy: string;
            /**
             * @description Whether the robot should be parked until it is remedied.
             * @example false
             */
            parkIt: boolean;
            /**
             * @description Whether the remedy comes over the air.
             * @example false
             */
            overTheAirUpdate: boolean;
            severity: components["schemas"]["Severity"];
            /**
             * @description Who opened it.
             * @example maker
             * @enum {string}
             */
            openedBy: "maker" | "authority";
            /**
             * @description It binds units on this country's market; `null`: on all.
             * @example null
             */
            country: components["schemas"]["Country"] | null;
            openedAt: components["schemas"]["Time"];
            /**
             * @description `null`: it is open.
             * @example null
             */
            closedAt: components["schemas"]["Time"] | null;
            /**
             * @description When it closes: announced by its maker, and binding until then. `null`: not announced.
             * @example null
             */
            closesAt: components["schemas"]["Time"] | null;
            /**
             * @description Whether remedies of the maker count, beside those of workshops.
             * @example true
             */
            makerRemedies: boolean;
            /**
             * @description Markets whose authority suspended it: a stolen key of the maker had opened it.
             * @example []
             */
            suspendedIn: components["schemas"]["Country"][];
            links: {
                /** @example /v1/recalls/1 */
                self: string;
                /**
                 * @description Every unit under it, for a key.
                 * @example /v1/recalls/1/units
                 */
                units: string;
                /**
                 * @description The page for people.
                 * @example http://127.0.0.1:8080/recalls/1
                 */
                page: string;
                /** @example /v1/makers/CNBH01 */
                maker: string;
                /** @example /v1/models/CNBH01TERN03 */
                model: string;
            };
            model: components["schemas"]["ModelId"];
            /** @example Tern 3 */
            modelName: string;
            maker: components["schemas"]["MakerId"];
            /**
             * @description How it says which units it binds: a range of codes, or a marked list.
             * @example range
             * @enum {string}
             */
            scope: "range" | "marked";
            /** @description Its suspensions, the first first: one for each of `suspendedIn`. */
            suspensions: {
                country: components["schemas"]["Country"];
                suspendedAt: components["schemas"]["Time"];
                proof: components["schemas"]["Proof"];
            }[];
            units: components["schemas"]["RecallCounts"];
            proof: components["schemas"]["Proof"] & unknown;
            /**
             * @description Its closing. `null`: it is open.
             * @example null
             */
            closing: components["schemas"]["Proof"] | null;
        };
        /** @description Links by their type, RFC 9264. */
        Linkset: {
            linkset: ({
                /** @description What the links are of. */
                anchor: string;
                description: string;
            } & {
                [key: string]: components["schemas"]["TargetLink"][] | string;
            })[];
        };
        TargetLink: {
            href: string;
            type?: string;
            title: string;
            hreflang?: string[];
        };
        /** @description What everybody may know of a robot. No account, no personal data. */
        Robot: {
            id: components["schemas"]["RobotCode"] & unknown;
            /**
             * @description The code as it is printed.
             * @example CN-BH01-TERN03-25W07000000000001
             */
            formatted: string;
            /**
             * @description As `name` of ERC-721's metadata, for wallets and explorers that follow `tokenURI`.
             * @example CN-BH01-TERN03-25W07000000000001
             */
            name: string;
            /** @description As `description` of ERC-721's metadata: what its verdict means, in English. */
            description: string;
            /**
             * @description As `image` of ERC-721's metadata: its label, an SVG.
             * @example http://127.0.0.1:8080/v1/robots/CNBH01TERN0325W07000000000001/label.svg
             */
            image: string;
            /**
             * @description Its check character, ISO/IEC 7064 MOD 37,36.
             * @example A
             */
            checkCharacter: string;
            /**
             * @description Its token, as CAIP-19 writes it: chain, contract and number of the token.
             * @example eip155:31337/erc721:0x5fbdb2315678afecb367f032d93f642f64180aa3/30443232387581893059628042179226173997162810450835357725611220907233904689152
             */
            token: string;
            links: {
                /** @example /v1/robots/CNBH01TERN0325W07000000000001 */
                self: string;
                /** @example /v1/robots/CNBH01TERN0325W07000000000001/history */
                history: string;
                /** @example /v1/robots/CNBH01TERN0325W07000000000001/history.epcis */
                epcis: string;
                /**
                 * @description The link of the code.
                 * @example /CN/BH01/TERN03/25W07000000000001
                 */
                resolver: string;
                /**
                 * @description The page for people.
                 * @example http://127.0.0.1:8080/CN/BH01/TERN03/25W07000000000001
                 */
                page: string;
                /** @example /v1/makers/CNBH01 */
                maker: string;
                /** @example /v1/models/CNBH01TERN03 */
                model: string;
            };
            verdict: components["schemas"]["Verdict"];
            state: components["schemas"]["RobotState"];
            issued: {
                at: components["schemas"]["Time"];
                lot: components["schemas"]["Hash"] & unknown;
                proof: components["schemas"]["Proof"];
            };
            maker: components["schemas"]["RobotMaker"];
            authority: components["schemas"]["Authority"] & unknown;
            /** @description The authority that answers for the robot. */
            answersFor: {
                country: components["schemas"]["Country"];
                /** @description `null`: no seat answers for this country. */
                seat: components["schemas"]["Seat"] | null;
                /**
                 * @description `market`: it is on the market of this country; `maker`: it is on none, and this is its maker's.
                 * @example market
                 * @enum {string}
                 */
                because: "market" | "maker";
            };
            model: components["schemas"]["RobotModel"];
            /** @description Its intelligence level. `null`: neither was it graded nor is it on a market. */
            level: {
                level: components["schemas"]["IntelligenceLevel"];
                /**
                 * @description `grade`: this robot was graded; `approval`: its model was approved at this level for its market.
                 * @example approval
                 * @enum {string}
                 */
                basis: "grade" | "approval";
                proof: components["schemas"]["Proof"];
            } | null;
            /** @description The market it is on. `null`: none. */
            market: {
                country: components["schemas"]["Country"];
                since: components["schemas"]["Time"];
                proof: components["schemas"]["Proof"];
            } | null;
            /** @description Approvals of its model by country. */
            approvals: components["schemas"]["Approval"][];
            recalls: {
                /** @description Open on this robot. */
                open: components["schemas"]["RobotRecall"][];
                /** @description Remedied, found not applicable, or closed. */
                settled: components["schemas"]["RobotRecall"][];
            };
            certificates: components["schemas"]["Certificate"][];
            brands: components["schemas"]["Brand"][];
            /**
             * @description Whether a registrar order against it is pending. Until that ends, nothing but the order moves it.
             * @example false
             */
            ordered: boolean;
            /**
             * @description That order. `null`: none is pending.
             * @example null
             */
            pendingOrder: components["schemas"]["PendingOrder"] | null;
            /** @description Reported stolen or disputed now. Empty: it is reported as neither. */
            flags: components["schemas"]["Flag"][];
            firmware: components["schemas"]["Firmware"];
            lastService: components["schemas"]["LastService"];
            wear: components["schemas"]["Wear"];
            /** @description How it left, or leaves, the world. `null`: it was not handed in. */
            disposal: {
                takenInAt: components["schemas"]["Time"];
                country: components["schemas"]["Country"];
                scrappedAt: components["schemas"]["Time"] | null;
                proof: components["schemas"]["Proof"];
            } | null;
            /** @description What happened to it, the first first; the last 200 entries. `history` has all of them. */
            timeline: components["schemas"]["TimelineEntry"][];
            history: {
                /**
                 * @description Entries of its history.
                 * @example 10
                 */
                length: number;
                head: components["schemas"]["Hash"] & unknown;
                /**
                 * @description `proven`: every entry was proven, and they lead to the head that the registry keeps; `notYet`: nothing speaks against it, and it is not proven; `differs`: the registry keeps another history.
                 * @example proven
                 * @enum {string}
                 */
                verified: "proven" | "notYet" | "differs";
                /**
                 * @description Why it is not proven. `null`: it is.
                 * @example null
                 */
                because: string | null;
            };
            asOf: components["schemas"]["AsOf"];
        };
        /** @description What to tell somebody who has the robot before them. */
        Verdict: {
            verdict: components["schemas"]["VerdictWord"];
            /**
             * @description What is true besides, the gravest first. Must not be left out.
             * @example []
             */
            also: ("unknownCode" | "scrapped" | "stolen" | "stopUse" | "endOfLife" | "disputed" | "recalled" | "notOnMarket" | "notApproved" | "inService")[];
            /**
             * @description Why nothing can be said, where the verdict is `unknown`. `null` otherwise.
             * @example null
             */
            because: string | null;
        };
        /**
         * @description The gravest of what is true.
         * @example inService
         * @enum {string}
         */
        VerdictWord: "unknown" | "unknownCode" | "scrapped" | "stolen" | "stopUse" | "endOfLife" | "disputed" | "recalled" | "notOnMarket" | "notApproved" | "inService";
        /** @description Who made it. */
        RobotMaker: {
            id: components["schemas"]["MakerId"];
            /** @example Beihu Robotics */
            name: string;
            status: components["schemas"]["MakerStatus"];
            /**
             * @description Where the public reaches it. `null`: it gave no address.
             * @example https://beihu.example/contact
             */
            contact: string | null;
            proof: components["schemas"]["Proof"] & unknown;
        };
        /** @description Its model. */
        RobotModel: {
            id: components["schemas"]["ModelId"];
            /** @example Tern 3 */
            name: string;
            /**
             * @description Where its public documentation is. `null`: its maker gave no address.
             * @example https://beihu.example/tern-3
             */
            documentation: string | null;
            proof: components["schemas"]["Proof"] & unknown;
        };
        /** @description A recall that concerns this robot. */
        RobotRecall: {
            /**
             * @description Number that the registry gave it.
             * @example 1
             */
            campaign: number;
            /**
             * @description Number that its opener gave it.
             * @example BH-2025-001
             */
            campaignNumber: string;
            /**
             * @description What is defective.
             * @example Shoulder actuator
             */
            component: string;
            /**
             * @description What the defect is.
             * @example The brake may release under load.
             */
            summary: string;
            /**
             * @description What it can lead to.
             * @example The arm may fall.
             */
            consequence: string;
            /**
             * @description What is done about it.
             * @example The actuator is exchanged free of charge.
             */
            remedy: string;
            /**
             * @description Whether the robot should be parked until it is remedied.
             * @example false
             */
            parkIt: boolean;
            /**
             * @description Whether the remedy comes over the air.
             * @example false
             */
            overTheAirUpdate: boolean;
            severity: components["schemas"]["Severity"];
            /**
             * @description Who opened it.
             * @example maker
             * @enum {string}
             */
            openedBy: "maker" | "authority";
            /**
             * @description It binds units on this country's market; `null`: on all.
             * @example null
             */
            country: components["schemas"]["Country"] | null;
            openedAt: components["schemas"]["Time"];
            /**
             * @description `null`: it is open.
             * @example null
             */
            closedAt: components["schemas"]["Time"] | null;
            /**
             * @description When it closes: announced by its maker, and binding until then. `null`: not announced.
             * @example null
             */
            closesAt: components["schemas"]["Time"] | null;
            /**
             * @description Whether remedies of the maker count, beside those of workshops.
             * @example true
             */
            makerRemedies: boolean;
            /**
             * @description Markets whose authority suspended it: a stolen key of the maker had opened it.
             * @example []
             */
            suspendedIn: components["schemas"]["Country"][];
            status: components["schemas"]["UnitStatus"];
            /**
             * @description When this unit was remedied or found not to have the defect. `null`: neither.
             * @example null
             */
            settledAt: components["schemas"]["Time"] | null;
            proof: components["schemas"]["Proof"] & unknown;
            /**
             * @description The entry that settled it for this unit. `null`: there is none.
             * @example null
             */
            settlement: components["schemas"]["Proof"] | null;
        };
        /**
         * @description The status of a unit under a recall.
         * @example open
         * @enum {string}
         */
        UnitStatus: "open" | "remedied" | "notApplicable";
        /** @description A certificate of this robot. */
        Certificate: {
            /**
             * @description Number of the history entry, which is its name.
             * @example 9
             */
            seq: number;
            /**
             * @description What it certifies.
             * @example ISO 10218-1
             */
            scope: string;
            /**
             * @description Neither expired nor withdrawn.
             * @example true
             */
            valid: boolean;
            issuedAt: components["schemas"]["Time"];
            expiry: components["schemas"]["Time"] & unknown;
            /**
             * @description `null`: not withdrawn.
             * @example null
             */
            withdrawnAt: components["schemas"]["Time"] | null;
            issuer: {
                capacity: components["schemas"]["Capacity"];
                /** @description Country of the authority, or the one that accredited the inspector. `null`: the entry names none. */
                jurisdiction: components["schemas"]["Country"] | null;
            };
            proof: components["schemas"]["Proof"];
        };
        /**
         * @description In what capacity somebody acted.
         * @example workshop
         * @enum {string}
         */
        Capacity: "maker" | "holder" | "operator" | "authority" | "workshop" | "inspector" | "recycler" | "insurer" | "investigator";
        /** @description A brand on its title, for ever. */
        Brand: {
            /**
             * @description Number of the history entry.
             * @example 12
             */
            seq: number;
            /**
             * @description What its title was branded with.
             * @example flood
             * @enum {string}
             */
            code: "salvage" | "flood" | "fire" | "structuralDamage" | "export" | "rebuilt" | "lemonBuyback" | "hoursDiscrepancy" | "theftRecovery" | "tampering" | "other";
            /**
             * @description The brand in the words of its reporter; may be empty.
             * @example
             */
            asReported: string;
            capacity: components["schemas"]["Capacity"];
            /** @description `null`: the entry names none. */
            jurisdiction: components["schemas"]["Country"] | null;
            since: components["schemas"]["Time"];
            /**
             * @description Whether a later entry corrects this one; both stay.
             * @example false
             */
            corrected: boolean;
            proof: components["schemas"]["Proof"];
        };
        /** @description A registrar order that is pending. */
        PendingOrder: {
            /**
             * @description Number of the order.
             * @example 3
             */
            order: number;
            /**
             * @description What it is to do: give the robot to another holder, or to a recycler.
             * @example transfer
             * @enum {string}
             */
            action: "transfer" | "intake";
            country: components["schemas"]["Country"] & unknown;
            proposedAt: components["schemas"]["Time"];
            executableAt: components["schemas"]["Time"] & unknown;
            expiresAt: components["schemas"]["Time"] & unknown;
            proof: components["schemas"]["Proof"] & unknown;
        };
        /** @description What it is reported as. */
        Flag: {
            /**
             * @example stolen
             * @enum {string}
             */
            flag: "stolen" | "disputed";
            since: components["schemas"]["Time"];
            proof: components["schemas"]["Proof"];
        };
        /** @description What runs on it, as last recorded. */
        Firmware: {
            /** @enum {string} */
            status: "recorded";
            /** @example 3.1.0 */
            version: string;
            release: {
                imageDigest: components["schemas"]["Hash"] & unknown;
                /**
                 * @description Where the maker publishes it. `null`: no address.
                 * @example null
                 */
                uri: string | null;
                publishedAt: components["schemas"]["Time"];
                /**
                 * @description When the maker withdrew the release. `null`: not withdrawn.
                 * @example null
                 */
                withdrawnAt: components["schemas"]["Time"] | null;
            };
            installedAt: components["schemas"]["Time"];
            proof: components["schemas"]["Proof"];
        } | components["schemas"]["Unknown"];
        /** @description Nothing about this was ever recorded. That is not to say that there is nothing. */
        Unknown: {
            /** @enum {string} */
            status: "unknown";
        };
        /** @description The last service recorded. */
        LastService: {
            /** @enum {string} */
            status: "recorded";
            at: components["schemas"]["Time"];
            capacity: components["schemas"]["Capacity"];
            /** @description `null`: the entry names none. */
            jurisdiction: components["schemas"]["Country"] | null;
            proof: components["schemas"]["Proof"];
        } | components["schemas"]["Unknown"];
        /** @description Wear as last reported. */
        Wear: {
            /** @enum {string} */
            status: "recorded";
            /**
             * @description Hours in operation since it was made.
             * @example 1200
             */
            operatingHours: number;
            /**
             * @description Charge cycles since it was made.
             * @example 340
             */
            chargeCycles: number;
            /**
             * @description Falls since it was made.
             * @example 1
             */
            falls: number;
            from: components["schemas"]["Time"] & unknown;
            to: components["schemas"]["Time"] & unknown;
            capacity: components["schemas"]["Capacity"];
            proof: components["schemas"]["Proof"];
        } | components["schemas"]["Unknown"];
        /** @description One entry of a robot's history, as everybody may read it. */
        TimelineEntry: {
            /**
             * @description Number of the entry; 0 is the issuance.
             * @example 1
             */
            seq: number;
            /**
             * @description What happened, in a word of docs/events.md; `issued` for the issuance, `unknown` for a kind that this index does not know.
             * @example placedOnMarket
             */
            kind: string;
            time: components["schemas"]["Time"];
            /** @description In what capacity its writer acted. `null`: entries of this kind do not state one. */
            capacity: components["schemas"]["Capacity"] | null;
            /** @description The country that the entry speaks of. `null`: it speaks of none. */
            country: components["schemas"]["Country"] | null;
            /**
             * @description What else the entry says that is for everybody; which fields, depends on the kind.
             * @example {
             *       "version": "3.1.0"
             *     }
             */
            details: {
                [key: string]: string | number | boolean | null;
            };
            /**
             * @description Number of the entry that this one corrects. `null`: none.
             * @example null
             */
            corrects: number | null;
            proof: components["schemas"]["Proof"];
        };
        /** @description Who looked at what is not public of a robot, the last first. */
        Accesses: {
            id: components["schemas"]["RobotCode"] & unknown;
            accesses: {
                at: components["schemas"]["Time"] & unknown;
                /** @enum {string} */
                scope: "insurer" | "investigator" | "maker" | "authority" | "owner";
                /**
                 * @description Label of the key, the name of an institution.
                 * @example Example Insurance
                 */
                label: string;
                /**
                 * @description What was asked.
                 * @example liability
                 */
                question: string;
                /** @description The moment asked about. `null`: now. */
                moment: components["schemas"]["Time"] | null;
            }[];
            /**
             * @description Give it as `after` for the next page. `null`: this is the last one.
             * @example null
             */
            next: string | null;
        };
        /** @description A robot's history in EPCIS 2.0 JSON-LD, valid against the schema of GS1. */
        EpcisDocument: {
            "@context": (string | {
                [key: string]: string;
            })[];
            /** @enum {string} */
            type: "EPCISDocument";
            /** @enum {string} */
            schemaVersion: "2.0";
            creationDate: string;
            epcisBody: {
                eventList: ({
                    /** @enum {string} */
                    type: "ObjectEvent";
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description A page of a robot's history. */
        History: {
            id: components["schemas"]["RobotCode"] & unknown;
            /**
             * @description Entries of the whole history, the issuance not counted.
             * @example 10
             */
            length: number;
            entries: components["schemas"]["HistoryEntry"][];
            /**
             * @description Give it as `after` for the next page. `null`: this is the last one.
             * @example null
             */
            next: string | null;
            /**
             * @description `proven`: every entry was proven, and they lead to the head that the registry keeps; `notYet`: nothing speaks against it, and it is not proven; `differs`: the registry keeps another history.
             * @example proven
             * @enum {string}
             */
            verified: "proven" | "notYet" | "differs";
            /**
             * @description Why it is not proven. `null`: it is.
             * @example null
             */
            because: string | null;
            /**
             * @description `unknown`, with the reason, while the registry keeps another history of it: nothing here must be relied on then. `null`: nothing speaks against it.
             * @example null
             */
            verdict: components["schemas"]["Verdict"] | null;
            asOf: components["schemas"]["AsOf"];
        };
        /** @description One entry of a robot's history. */
        HistoryEntry: {
            /**
             * @description Number of the entry; 0 is the issuance.
             * @example 1
             */
            seq: number;
            /**
             * @description What happened, in a word of docs/events.md; `issued` for the issuance, `unknown` for a kind that this index does not know.
             * @example placedOnMarket
             */
            kind: string;
            time: components["schemas"]["Time"];
            /** @description In what capacity its writer acted. `null`: entries of this kind do not state one. */
            capacity: components["schemas"]["Capacity"] | null;
            /** @description The country that the entry speaks of. `null`: it speaks of none. */
            country: components["schemas"]["Country"] | null;
            /**
             * @description What else the entry says that is for everybody; which fields, depends on the kind.
             * @example {
             *       "version": "3.1.0"
             *     }
             */
            details: {
                [key: string]: string | number | boolean | null;
            };
            /**
             * @description Number of the entry that this one corrects. `null`: none.
             * @example null
             */
            corrects: number | null;
            proof: components["schemas"]["Proof"];
            head: components["schemas"]["Hash"] & unknown;
            /** @description Digest of what the entry says. `null`: the issuance. */
            payloadDigest: components["schemas"]["Hash"] | null;
            actor?: components["schemas"]["Account"] & unknown;
            /** @description All fields of the typed event. Only with a key that may see accounts. */
            fields?: {
                [key: string]: unknown;
            };
        };
        /** @description Who answered for a robot at a moment, and what was known. */
        Liability: {
            id: components["schemas"]["RobotCode"] & unknown;
            at: components["schemas"]["Time"] & unknown;
            state: {
                state: components["schemas"]["RobotState"];
                proof: components["schemas"]["Proof"];
            };
            /** @description Who owned it. */
            owner: {
                account: components["schemas"]["Account"] & unknown;
                /**
                 * @description On what ground it was the owner.
                 * @example approval
                 * @enum {string}
                 */
                basis: "issuance" | "placement" | "approval" | "consent" | "order" | "intake";
                since: components["schemas"]["Time"];
                proof: components["schemas"]["Proof"];
            };
            /** @description Who operated it. `none`: no operator was in the registry, so the owner answers for running it. */
            operator: {
                /** @enum {string} */
                status: "named";
                account: components["schemas"]["Account"] & unknown;
                /** @description Whether it had accepted. */
                accepted: boolean;
                /** @description Whether it answered for running it: accepted, and its term still ran. */
                inCharge: boolean;
                until: components["schemas"]["Time"] & unknown;
                proof: components["schemas"]["Proof"];
            } | {
                /** @enum {string} */
                status: "none";
                /** @description The entry since which nobody was named. `null`: nobody ever was. */
                proof: components["schemas"]["Proof"] | null;
            };
            /** @description `null`: on no market. */
            market: {
                country: components["schemas"]["Country"];
                since: components["schemas"]["Time"];
                proof: components["schemas"]["Proof"];
            } | null;
            firmware: components["schemas"]["Firmware"];
            lastService: {
                /** @enum {string} */
                status: "recorded";
                at: components["schemas"]["Time"];
                by: components["schemas"]["Account"] & unknown;
                capacity: components["schemas"]["Capacity"];
                jurisdiction: components["schemas"]["Country"] | null;
                proof: components["schemas"]["Proof"];
            } | components["schemas"]["Unknown"];
            defects: {
                /** @description Recalls opened by that moment that bound this robot. */
                knownThen: components["schemas"]["KnownDefect"][];
                /** @description Recalls that came to bind this robot after that moment; status as of the last block. */
                knownLater: components["schemas"]["KnownDefect"][];
            };
            /** @description Certificates issued by that moment; `valid` is as of that moment. */
            certificates: {
                /**
                 * @description Number of the history entry, which is its name.
                 * @example 9
                 */
                seq: number;
                /**
                 * @description What it certifies.
                 * @example ISO 10218-1
                 */
                scope: string;
                /**
                 * @description Neither expired nor withdrawn.
                 * @example true
                 */
                valid: boolean;
                issuedAt: components["schemas"]["Time"];
                expiry: components["schemas"]["Time"] & unknown;
                /**
                 * @description `null`: not withdrawn.
                 * @example null
                 */
                withdrawnAt: components["schemas"]["Time"] | null;
                issuer: {
                    capacity: components["schemas"]["Capacity"];
                    /** @description Country of the authority, or the one that accredited the inspector. `null`: the entry names none. */
                    jurisdiction: components["schemas"]["Country"] | null;
                };
                proof: components["schemas"]["Proof"];
                issuerAccount: components["schemas"]["Account"] & unknown;
            }[];
            flags: {
                /**
                 * @example stolen
                 * @enum {string}
                 */
                flag: "stolen" | "disputed";
                since: components["schemas"]["Time"];
                proof: components["schemas"]["Proof"];
                reporter: components["schemas"]["Account"] & unknown;
            }[];
            brands: components["schemas"]["Brand"][];
            /**
             * @description `proven`: every entry was proven, and they lead to the head that the registry keeps; `notYet`: nothing speaks against it, and it is not proven; `differs`: the registry keeps another history.
             * @example proven
             * @enum {string}
             */
            verified: "proven" | "notYet" | "differs";
            /**
             * @description Why it is not proven. `null`: it is.
             * @example null
             */
            because: string | null;
            /**
             * @description `unknown`, with the reason, while the registry keeps another history of it: nothing here must be relied on then. `null`: nothing speaks against it.
             * @example null
             */
            verdict: components["schemas"]["Verdict"] | null;
            asOf: components["schemas"]["AsOf"];
        };
        KnownDefect: {
            /**
             * @description Number that the registry gave it.
             * @example 1
             */
            campaign: number;
            /**
             * @description Number that its opener gave it.
             * @example BH-2025-001
             */
            campaignNumber: string;
            /**
             * @description What is defective.
             * @example Shoulder actuator
             */
            component: string;
            /**
             * @description What the defect is.
             * @example The brake may release under load.
             */
            summary: string;
            /**
             * @description What it can lead to.
             * @example The arm may fall.
             */
            consequence: string;
            /**
             * @description What is done about it.
             * @example The actuator is exchanged free of charge.
             */
            remedy: string;
            /**
             * @description Whether the robot should be parked until it is remedied.
             * @example false
             */
            parkIt: boolean;
            /**
             * @description Whether the remedy comes over the air.
             * @example false
             */
            overTheAirUpdate: boolean;
            severity: components["schemas"]["Severity"];
            /**
             * @description Who opened it.
             * @example maker
             * @enum {string}
             */
            openedBy: "maker" | "authority";
            /**
             * @description It binds units on this country's market; `null`: on all.
             * @example null
             */
            country: components["schemas"]["Country"] | null;
            openedAt: components["schemas"]["Time"];
            /**
             * @description `null`: it is open.
             * @example null
             */
            closedAt: components["schemas"]["Time"] | null;
            /**
             * @description When it closes: announced by its maker, and binding until then. `null`: not announced.
             * @example null
             */
            closesAt: components["schemas"]["Time"] | null;
            /**
             * @description Whether remedies of the maker count, beside those of workshops.
             * @example true
             */
            makerRemedies: boolean;
            /**
             * @description Markets whose authority suspended it: a stolen key of the maker had opened it.
             * @example []
             */
            suspendedIn: components["schemas"]["Country"][];
            /**
             * @description The status of this robot under it at that moment.
             * @enum {string}
             */
            status: "open" | "remedied" | "notApplicable";
            proof: components["schemas"]["Proof"] & unknown;
            binding: components["schemas"]["Proof"] & unknown;
            /** @description The entry that settled it by that moment. `null`: none. */
            settlement: components["schemas"]["Proof"] | null;
        };
        /** @description A code taken apart. Says nothing of whether it was issued. */
        ParsedCode: {
            id: components["schemas"]["RobotCode"] & unknown;
            /** @example CN-BH01-TERN03-25W07000000000001 */
            formatted: string;
            /** @example A */
            checkCharacter: string;
            country: components["schemas"]["Country"];
            maker: components["schemas"]["MakerId"];
            model: components["schemas"]["ModelId"];
            /** @example 25W07000000000001 */
            serial: string;
            /**
             * @description Path of its link.
             * @example /CN/BH01/TERN03/25W07000000000001
             */
            path: string;
        };
        /** @description What is known of many robots, briefly. */
        BatchAnswer: {
            /** @description One answer for each code, in the order asked. */
            robots: {
                /**
                 * @description The code as it was given.
                 * @example CN-BH01-TERN03-25W07000000000001
                 */
                asked: string;
                /** @description `null`: not a code. */
                id: (components["schemas"]["RobotCode"] & unknown) | null;
                /**
                 * @description Why it is not a code.
                 * @example null
                 */
                problem: {
                    detail: string;
                    position: number | null;
                    expected: string;
                    found: string | null;
                } | null;
                /** @description `null`: not a code. */
                verdict: components["schemas"]["Verdict"] | null;
                /** @description `null`: never issued. */
                state: components["schemas"]["RobotState"] | null;
                model: components["schemas"]["ModelId"] | null;
                /** @description `null`: on no market. */
                market: components["schemas"]["Country"] | null;
                flags: ("stolen" | "disputed")[];
                openRecalls: {
                    campaign: number;
                    campaignNumber: string;
                    severity: components["schemas"]["Severity"];
                }[];
            }[];
            asOf: components["schemas"]["AsOf"];
        };
        BatchRequest: {
            /**
             * @description Codes as people type them.
             * @example [
             *       "CN-BH01-TERN03-25W07000000000001"
             *     ]
             */
            codes: string[];
        };
        WebhookWithSecret: {
            webhook: components["schemas"]["Webhook"];
            /**
             * @description Messages are signed with it. This is the only time that it is shown.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw3UzS7oXx6zE=
             */
            secret: string;
        };
        /** @description A subscription. Its secret is never shown again. */
        Webhook: {
            /** @example wh_5df9f879a1c44be2a0f2b7d1c3e49a55 */
            id: string;
            /**
             * @description Where messages go: https, a public address, without name or password. Redirects are not followed.
             * @example https://receiver.example/robots
             */
            url: string;
            /** @description Which changes are sent. `null`: no matter which. */
            filter: {
                code: string | null;
                /** @enum {string|null} */
                fleet: "own" | null;
                maker: string | null;
                model: string | null;
                country: components["schemas"]["Country"] | null;
                kind: string | null;
            };
            /** @enum {string} */
            state: "active" | "paused";
            /**
             * @description Why it is paused. `owner`: its owner wished so; `failing`: a message did not arrive for too long; `gone`: the receiver answered 410; `keyClosed`: its key has run out or was revoked.
             * @enum {string|null}
             */
            reason: "owner" | "failing" | "gone" | "keyClosed" | null;
            /**
             * @description Everything up to here was sent, and arrived.
             * @example 412-3
             */
            cursor: string;
            createdAt: components["schemas"]["Time"];
            /** @description `null`: the last message arrived, or none was sent yet. */
            failing: {
                /**
                 * @description Attempts at the message that comes next.
                 * @example 10
                 */
                attempts: number;
                since: components["schemas"]["Time"];
                /** @description `null`: it is paused. */
                nextAt: components["schemas"]["Time"] | null;
                /** @description Why the last attempt failed. */
                failure: string;
            } | null;
            /** @description Why this service sends nothing at all for now. `null`: it sends. */
            held: string | null;
            /** @description Until when the secret before this one signs too. `null`: one secret signs. */
            previousSecretUntil: components["schemas"]["Time"] | null;
        };
        /** @description What is to be sent, and where to. */
        NewWebhook: {
            /**
             * @description Where messages go: https, a public address, without name or password. Redirects are not followed.
             * @example https://receiver.example/robots
             */
            url: string;
            /** @description Which changes are sent, as `/v1/changes` takes it: everything that is given must hold. Everything is sent where it is left out. */
            filter?: {
                /**
                 * @description Entries of the histories of these robots: one code, or a fleet of up to 100 codes with commas between them. What concerns a model as a whole, such as a recall, is told for `model`.
                 * @example CNBH01TERN0325W07000000000001
                 */
                code?: string;
                /**
                 * @description `own`: entries of the histories of the key's own robots, from when one of its accounts owned or ran them. It needs a key of scope `owner`.
                 * @enum {string}
                 */
                fleet?: "own";
                /**
                 * @description What concerns this maker, its models or its units.
                 * @example CNBH01
                 */
                maker?: string;
                /**
                 * @description What concerns this model or its units.
                 * @example CNBH01TERN03
                 */
                model?: string;
                country?: components["schemas"]["Country"] & unknown;
                /**
                 * @description What is of this kind.
                 * @example placedOnMarket
                 * @enum {string}
                 */
                kind?: "placedOnMarket" | "relocated" | "deviceKeyReplaced" | "transferred" | "operatorNamed" | "operatorAccepted" | "operatorResigned" | "flagRaised" | "flagCleared" | "orderProposed" | "orderObjected" | "orderCountersigned" | "orderWithdrawn" | "takenIn" | "scrapped" | "receiverApproved" | "intakeOffered" | "returnOffered" | "returned" | "clearanceSupported" | "unitRemedied" | "unitNotApplicable" | "unitReopened" | "hardware" | "factoryFiling" | "intelligenceGrade" | "softwareRelease" | "training" | "service" | "partReplaced" | "inspection" | "certificate" | "certificateWithdrawn" | "incident" | "telemetryAnchor" | "insurance" | "correction" | "brand" | "unknown" | "lotIssued" | "listIssued" | "campaignOpened" | "campaignClosed" | "campaignSuspended" | "unitsMarked" | "manufacturerAdmitted" | "manufacturerStatusChanged" | "manufacturerCompromised" | "successorNamed" | "successionAccepted" | "modelRegistered" | "modelApproved" | "modelApprovalWithdrawn" | "releasePublished" | "releaseWithdrawn" | "seatAdmitted" | "seatExpelled" | "seatResigned" | "countryAssigned" | "countryReleased" | "proposalCreated" | "voteCast" | "supportWithdrawn" | "proposalQueued" | "proposalExecuted" | "proposalCanceled";
            };
            /**
             * @description Cursor: changes after it are sent, as far back as may be replayed. Without: what happens from now on.
             * @example 412-3
             */
            after?: string;
        };
        WebhookRemoved: {
            removed: string;
        };
        /** @description Messages that did not arrive before their subscription was paused. */
        WebhookDeadLetters: {
            deadLetters: {
                /**
                 * @description Its header `webhook-id`: the same however often it is sent.
                 * @example wh_5df9f879a1c44be2a0f2b7d1c3e49a55_412-3
                 */
                message: string;
                /**
                 * @description A place in the feed.
                 * @example 412-3
                 */
                cursor: string;
                /**
                 * @description What it reports.
                 * @example placedOnMarket
                 */
                kind: string;
                /** @example 10 */
                attempts: number;
                firstAt: components["schemas"]["Time"];
                lastAt: components["schemas"]["Time"];
                /** @description Why the last attempt failed. */
                failure: string;
                /** @description When it arrived after all. */
                deliveredAt: components["schemas"]["Time"] | null;
            }[];
            /**
             * @description Give it as `after` for the next page. `null`: this is the last one.
             * @example null
             */
            next: string | null;
        };
        /** @description Attempts, the last first. */
        WebhookDeliveries: {
            deliveries: {
                id: string;
                /**
                 * @description Its header `webhook-id`: the same however often it is sent.
                 * @example wh_5df9f879a1c44be2a0f2b7d1c3e49a55_412-3
                 */
                message: string;
                /**
                 * @description A place in the feed.
                 * @example 412-3
                 */
                cursor: string;
                /** @example 10 */
                attempt: number;
                at: components["schemas"]["Time"];
                /**
                 * @description Status of the answer. `null`: there was none.
                 * @example 204
                 */
                status: number | null;
                /**
                 * @description Why it did not arrive. `null`: it did. Nothing of what a receiver says is kept.
                 * @example null
                 */
                failure: string | null;
                /**
                 * @description How long it took.
                 * @example 10
                 */
                milliseconds: number;
            }[];
            /**
             * @description Give it as `after` for the next page. `null`: this is the last one.
             * @example null
             */
            next: string | null;
        };
        Webhooks: {
            webhooks: components["schemas"]["Webhook"][];
            /**
             * @description So many a key may have.
             * @example 10
             */
            most: number;
        };
        Replay: {
            /**
             * @description Cursor: changes after it are sent, again or for the first time.
             * @example 412-3
             */
            after: string;
        };
        /** @description What happened to a message that is about nothing. */
        WebhookTest: {
            /**
             * @description Its header `webhook-id`: the same however often it is sent.
             * @example wh_5df9f879a1c44be2a0f2b7d1c3e49a55_412-3
             */
            message: string;
            /**
             * @description Status of the answer. `null`: there was none.
             * @example 204
             */
            status: number | null;
            /**
             * @description Why it did not arrive. `null`: it did. Nothing of what a receiver says is kept.
             * @example null
             */
            failure: string | null;
            /**
             * @description How long it took.
             * @example 10
             */
            milliseconds: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    createLogNonce: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The nonce, good for 5 minutes and once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogNonce"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createLogSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogSignIn"];
            };
        };
        responses: {
            /** @description The session, of 15 minutes at most */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogSession"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was sent is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLogAnchors: {
        parameters: {
            query?: {
                /** @description Lines of the log that continues them. */
                to?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The heads, and that each continues the one before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogAnchors"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLogConsistency: {
        parameters: {
            query: {
                /** @description Lines of the log that was seen. */
                from: number;
                /** @description Lines of the log that continues it. */
                to: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The proof of consistency of RFC 9162 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogProof"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLogEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The robot's code as people type it: lower case, spaces, hyphens and a check character are read. Other spellings than the 29 characters are redirected to them. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, as of its newest block */
            200: {
                headers: {
                    /** @description Address of `Anchors`. */
                    "anchors-contract"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openrobotid.evidence+cbor": string;
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key's scope may not see this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLogHead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The head over all looks that were written down */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogHead"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLogOfRobot: {
        parameters: {
            query?: {
                /** @description Position of the last line of the page before. */
                after?: number;
                /** @description How many at most. */
                limit?: number;
                /** @description Lines of the log that all pages are of. */
                size?: number;
            };
            header?: never;
            path: {
                /** @description The robot's code as people type it: lower case, spaces, hyphens and a check character are read. Other spellings than the 29 characters are redirected to them. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lines of the time that the account held it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogLines"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key's scope may not see this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCapsule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The robot's code as people type it: lower case, spaces, hyphens and a check character are read. Other spellings than the 29 characters are redirected to them. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The text of the capsule: at most 600 characters */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openrobotid.capsule": string;
                };
            };
            /** @description The code is right, and spelled differently: the canonical address is in `Location` */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLabelPdf: {
        parameters: {
            query?: {
                /** @description Language of the words on the label. */
                language?: "en" | "es" | "zh";
            };
            header?: never;
            path: {
                /** @description The robot's code as people type it: lower case, spaces, hyphens and a check character are read. Other spellings than the 29 characters are redirected to them. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The label */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description The code is right, and spelled differently: the canonical address is in `Location` */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLabelSvg: {
        parameters: {
            query?: {
                /** @description Language of the words on the label. */
                language?: "en" | "es" | "zh";
            };
            header?: never;
            path: {
                /** @description The robot's code as people type it: lower case, spaces, hyphens and a check character are read. Other spellings than the 29 characters are redirected to them. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The label */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description The code is right, and spelled differently: the canonical address is in `Location` */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getChanges: {
        parameters: {
            query?: {
                /** @description Cursor: changes after it. Without: from the first. */
                after?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Entries of the histories of these robots: one code, or a fleet of up to 100 codes with commas between them. What concerns a model as a whole, such as a recall, is told for `model`. */
                code?: string;
                /** @description `own`: entries of the histories of the key's own robots, from when one of its accounts owned or ran them. It needs a key of scope `owner`. */
                fleet?: "own";
                /** @description What concerns this maker, its models or its units. */
                maker?: string;
                /** @description What concerns this model or its units. */
                model?: string;
                /** @description What names this country. */
                country?: components["schemas"]["Country"] & unknown;
                /** @description What is of this kind. */
                kind?: "placedOnMarket" | "relocated" | "deviceKeyReplaced" | "transferred" | "operatorNamed" | "operatorAccepted" | "operatorResigned" | "flagRaised" | "flagCleared" | "orderProposed" | "orderObjected" | "orderCountersigned" | "orderWithdrawn" | "takenIn" | "scrapped" | "receiverApproved" | "intakeOffered" | "returnOffered" | "returned" | "clearanceSupported" | "unitRemedied" | "unitNotApplicable" | "unitReopened" | "hardware" | "factoryFiling" | "intelligenceGrade" | "softwareRelease" | "training" | "service" | "partReplaced" | "inspection" | "certificate" | "certificateWithdrawn" | "incident" | "telemetryAnchor" | "insurance" | "correction" | "brand" | "unknown" | "lotIssued" | "listIssued" | "campaignOpened" | "campaignClosed" | "campaignSuspended" | "unitsMarked" | "manufacturerAdmitted" | "manufacturerStatusChanged" | "manufacturerCompromised" | "successorNamed" | "successionAccepted" | "modelRegistered" | "modelApproved" | "modelApprovalWithdrawn" | "releasePublished" | "releaseWithdrawn" | "seatAdmitted" | "seatExpelled" | "seatResigned" | "countryAssigned" | "countryReleased" | "proposalCreated" | "voteCast" | "supportWithdrawn" | "proposalQueued" | "proposalExecuted" | "proposalCanceled";
            };
            header?: {
                /** @description Of a stream that broke off: its last cursor. */
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes, the first first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changes"];
                    "text/event-stream": components["schemas"]["Change"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key's scope may not see this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No form that was asked for is available */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBlockProduction: {
        parameters: {
            query?: {
                /** @description How many of the last blocks. */
                last?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Blocks by seat */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlockProduction"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConsortium: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The consortium */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consortium"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It works, and says how far behind it is */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has, and keeps up with the chain */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getScopes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The table */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScopeTable"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDumpFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its name. */
                dump: string;
                /** @description Name of the file: `manifest.json`, or one that the manifest names. */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": string;
                    "application/json": components["schemas"]["DumpManifest"];
                };
            };
            /** @description The part that `Range` asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": string;
                };
            };
            /** @description Not changed since the `ETag` given in `If-None-Match` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `Range` asks for what the file does not have */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDumps: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dumps that are here */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dumps"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAnchor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The anchor */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Anchor"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCheckpoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Checkpoints with their signatures */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checkpoints"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvidence: {
        parameters: {
            query?: {
                /** @description A moment, RFC 3339: the answer is as it was then. What happened in its very second counts. Not after the last block. */
                at?: string;
            };
            header?: never;
            path: {
                /** @description The robot's code as people type it: lower case, spaces, hyphens and a check character are read. Other spellings than the 29 characters are redirected to them. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, as of the block in `x-block-number` */
            200: {
                headers: {
                    /** @description Block that the file is of. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openrobotid.evidence+cbor": string;
                    "application/json": components["schemas"]["Evidence"];
                };
            };
            /** @description Not changed since the `ETag` given in `If-None-Match` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The code is right, and spelled differently: the canonical address is in `Location` */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key's scope may not see this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No form that was asked for is available */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getValidatorPath: {
        parameters: {
            query?: {
                /** @description Number of the block of the anchor or of the last step that is known. */
                from?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Up to 100 steps */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidatorPath"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWitnesses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list, to verify capsules with: `verifyWitnessList` of the SDK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openrobotid.witnesses+cbor": string;
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The lot, 32 bytes in hexadecimal. */
                lot: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lot */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lot"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getManifest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The lot, 32 bytes in hexadecimal. */
                lot: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The manifest, whose leaves give the root of the lot */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key's scope may not see this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putManifest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The lot, 32 bytes in hexadecimal. */
                lot: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-ndjson": string;
            };
        };
        responses: {
            /** @description It is stored */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManifestStored"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was sent contradicts what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was sent is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was sent is of a type that is not read */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was sent can be read, and is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCountry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description ISO 3166-1 alpha-2; lower case is read. */
                country: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The country */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountryView"];
                };
            };
            /** @description The code is right, and spelled differently: the canonical address is in `Location` */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMaker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Country and manufacturer, 6 characters; hyphens and lower case are read. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The manufacturer */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Maker"];
                };
            };
            /** @description The code is right, and spelled differently: the canonical address is in `Location` */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Country, manufacturer and model, 12 characters; hyphens and lower case are read. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The model */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Model"];
                };
            };
            /** @description The code is right, and spelled differently: the canonical address is in `Location` */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query?: {
                /** @description Part of the name or code of a maker or model. */
                q?: string;
                /** @description Units on this market. */
                country?: components["schemas"]["Country"] & unknown;
                /** @description Units of this maker. */
                maker?: string;
                /** @description Units of this model. */
                model?: string;
                /** @description Units in this state. */
                state?: components["schemas"]["RobotState"] & unknown;
                /** @description Units of this intelligence level or higher. */
                level?: number;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What fits */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchAnswer"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Figures of the whole registry */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stats"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOffers: {
        parameters: {
            query: {
                /** @description Units on this market, of models that are approved there. */
                market: components["schemas"]["Country"] & unknown;
                /** @description This intelligence level or higher. */
                level?: number;
                /** @description Something that the robot can do. A valid certificate of it says yes, and nothing says no: what nobody certified it may be able to do all the same. */
                capability?: "stairs" | "unevenGround" | "carrying" | "handling" | "tools" | "doors" | "navigation" | "amongPeople" | "speech" | "guiding" | "supportingPeople" | "personalCare" | "foodHandling" | "remoteControl" | "selfCharging" | "risingAfterFall";
                /** @description A certificate of this scope, word for word, that is valid. */
                certificate?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Models, those with most units first */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Offers"];
                };
            };
            /** @description Not changed since the `ETag` given in `If-None-Match` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQualifies: {
        parameters: {
            query?: {
                /** @description This intelligence level or higher. */
                level?: number;
                /** @description Something that the robot can do. A valid certificate of it says yes, and nothing says no: what nobody certified it may be able to do all the same. */
                capability?: "stairs" | "unevenGround" | "carrying" | "handling" | "tools" | "doors" | "navigation" | "amongPeople" | "speech" | "guiding" | "supportingPeople" | "personalCare" | "foodHandling" | "remoteControl" | "selfCharging" | "risingAfterFall";
                /** @description A certificate of this scope, word for word, that is valid. */
                certificate?: string;
                /** @description It is on this market, where its model is approved. */
                market?: components["schemas"]["Country"] & unknown;
                /** @description A moment, RFC 3339: the answer is as it was then. What happened in its very second counts. Not after the last block. */
                at?: string;
            };
            header?: never;
            path: {
                /** @description The robot's code as people type it: lower case, spaces, hyphens and a check character are read. Other spellings than the 29 characters are redirected to them. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Qualifies"];
                };
            };
            /** @description Not changed since the `ETag` given in `If-None-Match` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The code is right, and spelled differently: the canonical address is in `Location` */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecall: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number that the registry gave the campaign. */
                campaign: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The campaign */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecallProgress"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecallUnits: {
        parameters: {
            query?: {
                /** @description Only units in these states. */
                status?: "open" | "remedied" | "notApplicable";
                /** @description Units after this code. */
                after?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description The form of the answer, whatever `Accept` says. */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path: {
                /** @description Number that the registry gave the campaign. */
                campaign: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Units in the order of their codes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecallUnits"];
                    "text/csv": string;
                    "application/x-ndjson": components["schemas"]["RecallUnit"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key's scope may not see this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No form that was asked for is available */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecalls: {
        parameters: {
            query?: {
                /** @description Only open, or only closed ones. */
                open?: "true" | "false";
                /** @description Only of this model. */
                model?: string;
                /** @description Only of this maker. */
                maker?: string;
                /** @description Only those of this severity. */
                severity?: components["schemas"]["Severity"] & unknown;
                /** @description Only those that bind units on this market. */
                country?: components["schemas"]["Country"] & unknown;
                /** @description Where the page before ended: its `next`. */
                after?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Campaigns with exact counts of their units */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recalls"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolveCountry: {
        parameters: {
            query?: {
                /** @description Which link is wanted, in the manner of GS1 Digital Link: `linkset` for all of them, or one of the types of the linkset, e.g. `gs1:pip`, `gs1:dpp`, `gs1:recallStatus`, `gs1:certificationInfo`, `gs1:epcis`. `all` is the deprecated name of `linkset`. Every other parameter goes on to the link. */
                linkType?: string;
            };
            header?: never;
            path: {
                /** @description Country, 2 characters. */
                cc: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, or its links */
            200: {
                headers: {
                    Link?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountryView"];
                    "application/ld+json": {
                        "@context"?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                    "application/linkset+json": components["schemas"]["Linkset"];
                };
            };
            /** @description Not changed since the `ETag` given in `If-None-Match` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description To the page for people, or to the link of the type asked for */
            307: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The code is right, and spelled differently: the canonical address is in `Location` */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No form that was asked for is available */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolveMaker: {
        parameters: {
            query?: {
                /** @description Which link is wanted, in the manner of GS1 Digital Link: `linkset` for all of them, or one of the types of the linkset, e.g. `gs1:pip`, `gs1:dpp`, `gs1:recallStatus`, `gs1:certificationInfo`, `gs1:epcis`. `all` is the deprecated name of `linkset`. Every other parameter goes on to the link. */
                linkType?: string;
            };
            header?: never;
            path: {
                /** @description Country, 2 characters. */
                cc: string;
                /** @description Manufacturer, 4 characters. */
                mfr: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, or its links */
            200: {
                headers: {
                    Link?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Maker"];
                    "application/ld+json": {
                        "@context"?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                    "application/linkset+json": components["schemas"]["Linkset"];
                };
            };
            /** @description Not changed since the `ETag` given in `If-None-Match` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description To the page for people, or to the link of the type asked for */
            307: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The code is right, and spelled differently: the canonical address is in `Location` */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No form that was asked for is available */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolveModel: {
        parameters: {
            query?: {
                /** @description Which link is wanted, in the manner of GS1 Digital Link: `linkset` for all of them, or one of the types of the linkset, e.g. `gs1:pip`, `gs1:dpp`, `gs1:recallStatus`, `gs1:certificationInfo`, `gs1:epcis`. `all` is the deprecated name of `linkset`. Every other parameter goes on to the link. */
                linkType?: string;
            };
            header?: never;
            path: {
                /** @description Country, 2 characters. */
                cc: string;
                /** @description Manufacturer, 4 characters. */
                mfr: string;
                /** @description Model, 6 characters. */
                model: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, or its links */
            200: {
                headers: {
                    Link?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Model"];
                    "application/ld+json": {
                        "@context"?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                    "application/linkset+json": components["schemas"]["Linkset"];
                };
            };
            /** @description Not changed since the `ETag` given in `If-None-Match` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description To the page for people, or to the link of the type asked for */
            307: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The code is right, and spelled differently: the canonical address is in `Location` */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No form that was asked for is available */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolveRobot: {
        parameters: {
            query?: {
                /** @description Which link is wanted, in the manner of GS1 Digital Link: `linkset` for all of them, or one of the types of the linkset, e.g. `gs1:pip`, `gs1:dpp`, `gs1:recallStatus`, `gs1:certificationInfo`, `gs1:epcis`. `all` is the deprecated name of `linkset`. Every other parameter goes on to the link. */
                linkType?: string;
            };
            header?: never;
            path: {
                /** @description Country, 2 characters. */
                cc: string;
                /** @description Manufacturer, 4 characters. */
                mfr: string;
                /** @description Model, 6 characters. */
                model: string;
                /** @description Serial, 17 characters; `-` and the check character may follow, and are redirected away. */
                serial: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, or its links */
            200: {
                headers: {
                    Link?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Robot"];
                    "application/ld+json": {
                        "@context"?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                    "application/linkset+json": components["schemas"]["Linkset"];
                };
            };
            /** @description Not changed since the `ETag` given in `If-None-Match` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description To the page for people, or to the link of the type asked for */
            307: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The code is right, and spelled differently: the canonical address is in `Location` */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No form that was asked for is available */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAccesses: {
        parameters: {
            query?: {
                /** @description Where the page before ended: its `next`. */
                after?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The robot's code as people type it: lower case, spaces, hyphens and a check character are read. Other spellings than the 29 characters are redirected to them. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Looks, the last first */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accesses"];
                };
            };
            /** @description The code is right, and spelled differently: the canonical address is in `Location` */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key's scope may not see this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEpcisHistory: {
        parameters: {
            query?: {
                /** @description A moment, RFC 3339: the answer is as it was then. What happened in its very second counts. Not after the last block. */
                at?: string;
            };
            header?: never;
            path: {
                /** @description The robot's code as people type it: lower case, spaces, hyphens and a check character are read. Other spellings than the 29 characters are redirected to them. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An EPCIS document, valid against the JSON schema of GS1 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": components["schemas"]["EpcisDocument"];
                };
            };
            /** @description The code is right, and spelled differently: the canonical address is in `Location` */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHistory: {
        parameters: {
            query?: {
                /** @description A moment, RFC 3339: the answer is as it was then. What happened in its very second counts. Not after the last block. */
                at?: string;
                /** @description Entries after this number; -1 begins with the issuance. */
                after?: number;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The robot's code as people type it: lower case, spaces, hyphens and a check character are read. Other spellings than the 29 characters are redirected to them. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Entries, the first first */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            /** @description The code is right, and spelled differently: the canonical address is in `Location` */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key's scope may not see this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLiability: {
        parameters: {
            query?: {
                /** @description A moment, RFC 3339: the answer is as it was then. What happened in its very second counts. Not after the last block. */
                at?: string;
            };
            header?: never;
            path: {
                /** @description The robot's code as people type it: lower case, spaces, hyphens and a check character are read. Other spellings than the 29 characters are redirected to them. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answers, each with its proof */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liability"];
                };
            };
            /** @description The code is right, and spelled differently: the canonical address is in `Location` */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key's scope may not see this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    parseCode: {
        parameters: {
            query: {
                /** @description A code as people type it or a scanner gives it, its link, or a sentence with one of them. */
                code: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The code, taken apart */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParsedCode"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRobot: {
        parameters: {
            query?: {
                /** @description A moment, RFC 3339: the answer is as it was then. What happened in its very second counts. Not after the last block. */
                at?: string;
            };
            header?: never;
            path: {
                /** @description The robot's code as people type it: lower case, spaces, hyphens and a check character are read. Other spellings than the 29 characters are redirected to them. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The robot */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Robot"];
                };
            };
            /** @description Not changed since the `ETag` given in `If-None-Match` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The code is right, and spelled differently: the canonical address is in `Location` */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRobots: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchRequest"];
            };
        };
        responses: {
            /** @description One answer for each code, in the order asked */
            200: {
                headers: {
                    /** @description Last block that the index has taken in. */
                    "x-block-number"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchAnswer"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was sent is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was sent is of a type that is not read */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Subscriptions, the oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhooks"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description The subscription, and its secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key's scope may not see this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was sent contradicts what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was sent is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was sent is of a type that is not read */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The subscription. */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The subscription */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The subscription. */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is removed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookRemoved"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookDeadLetters: {
        parameters: {
            query?: {
                /** @description Where the page before ended: its `next`. */
                after?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The subscription. */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Messages, the first first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeadLetters"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description Where the page before ended: its `next`. */
                after?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The subscription. */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Attempts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveries"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The subscription. */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The subscription */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The subscription. */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Replay"];
            };
        };
        responses: {
            /** @description The subscription */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was sent is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was sent is of a type that is not read */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The subscription. */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The subscription */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The subscription. */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The subscription, and its new secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was sent contradicts what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The subscription. */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What happened to it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTest"];
                };
            };
            /** @description What was asked for is malformed: what was found, and what was expected */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A bearer key is needed, or the one shown is unknown, has run out or was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing in the registry */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; `Retry-After` says when to come back */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of this service */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The index or the chain does not answer now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
