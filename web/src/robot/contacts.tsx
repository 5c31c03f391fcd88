// Whom to turn to about a robot: its maker, and the authority that answers for it. Where the registry holds no address, where to
// look instead.
import { pathOf } from "@openrobotid/sdk/rules";
import { useTranslation } from "react-i18next";
import type { Robot } from "../api/questions.js";
import { ContactAddress } from "../components/contact.js";
import { Link } from "../components/link.js";
import { Panel } from "../components/panel.js";
import { Provenance } from "../components/provenance.js";
import { useFormats } from "../i18n/formats.js";

/** The `id` of the panel. */
export const CONTACTS = "contacts";

export function Contacts({ robot }: { readonly robot: Robot }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { maker, authority, answersFor } = robot;
  const admittedBy = authority.seat?.name ?? t("robot.noAuthority");
  const country = formats.country(answersFor.country);
  return (
    <Panel title={t("contacts.title")} id={CONTACTS}>
      <dl className="facts">
        <dt>{t("robot.maker")}</dt>
        <dd>
          <Link to={pathOf(maker.id)}>{maker.name}</Link>
          {maker.contact ? (
            <>
              {" · "}
              <ContactAddress uri={maker.contact} />
            </>
          ) : (
            <p className="entry__text">{t("contacts.noMaker")}</p>
          )}
          <Provenance proof={maker.proof} issuer={admittedBy} />
        </dd>
        <dt>{t("robot.answersFor")}</dt>
        <dd>
          {answersFor.seat ? (
            <>
              <Link to={`/consortium#seat-${answersFor.seat.number}`}>{answersFor.seat.name}</Link>
              <p className="entry__text" suppressHydrationWarning>
                {t("contacts.authority", { name: answersFor.seat.name, country })}
              </p>
            </>
          ) : (
            <p className="entry__text" suppressHydrationWarning>
              {t("contacts.noAuthority", { country })}
            </p>
          )}
        </dd>
      </dl>
    </Panel>
  );
}
