import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import type { EntitlementCard } from '../../shared/contract/documents/entitlement.ts';
import { saidPay, sampleNote, saidYuan, whatToBring } from './entitlement-words.ts';
import { Sheet } from './sheet.tsx';

/** Read at arm's length by old eyes: 15 pt and more, one thing a line. */
const cardStyle = () => `
header h1 { font-size: 20pt }
.card { padding: 1.6mm 0; font-size: 15pt; line-height: 1.32 }
.card h2 { font-size: 17pt }
.card .name { font-size: 24pt; font-weight: bold; line-height: 1.2 }
.card .name small { font-size: 12pt; font-weight: normal }
.card .box { margin-top: 1.5mm; padding: 0.8mm 3mm; border: 0.6mm solid #000; font-weight: bold }
.card table { margin: 1.5mm 0 }
.card th, .card td { padding: 0.5mm 2mm; border: 0.3mm solid #000; text-align: left }
.card td.pay, .card th.pay { text-align: right; white-space: nowrap }
.card td.pay { font-size: 17pt; font-weight: bold }
.card td small { display: block; font-size: 12pt; line-height: 1.15 }
.card ul { margin: 0; padding-left: 7mm }
.card .note { font-size: 12pt }
.card .blank { display: inline-block; width: 62mm; border-bottom: 0.3mm solid #000 }
`;

/** 明白卡: who I am to the insurance, what I pay where, what I bring, whom I ask, and my year so far. */
export function EntitlementCardPage({ document }: { document: DocumentOf<'entitlement_card'> }) {
  const { content, head } = document;
  return (
    <Sheet document={document} style={cardStyle()}>
      <Who content={content} />
      <WhatIPay content={content} />
      <YearSoFar content={content} />
      <section className="card">
        <h2>住院带什么</h2>
        <ul>
          {whatToBring.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </section>
      <section className="card">
        <h2>不明白，问这里</h2>
        <p>
          {head.hospitalName} {head.windowName} 电话：
          <span className="blank" />
        </p>
        <p className="note">
          按 {content.policy.title}（{content.policy.document}）和 {content.day} 的情况写成。
        </p>
      </section>
    </Sheet>
  );
}

interface Part {
  readonly content: EntitlementCard;
}

function Who({ content: { person, categories, ending, isInsured } }: Part) {
  return (
    <section className="card">
      <p className="name">
        {person.name} <small>{person.maskedIdNumber}</small>
      </p>
      <p>您的身份：{categories.length === 0 ? '普通居民' : categories.join('、')}</p>
      {ending.map(({ title, until }) => (
        <p key={title}>
          “{title}”到 {until} 为止，请提前去续办。
        </p>
      ))}
      {!isInsured && <p className="box">您现在没有正常参保。请先办好参保，不然住院费大多要自己付。</p>}
    </section>
  );
}

function WhatIPay({ content: { samplesFen, rows, payers, treatedFirst, endingLayers } }: Part) {
  return (
    <section className="card">
      <h2>住一次院，您自己付多少</h2>
      <table>
        <thead>
          <tr>
            <th>去哪里</th>
            {samplesFen.map((sampleFen) => (
              <th key={sampleFen} className="pay">
                花 {saidYuan(sampleFen)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ where, payFen }) => (
            <tr key={where.title}>
              <td>
                {where.title}
                <small>{where.isHere ? `本院是这一种；${where.plain}` : where.plain}</small>
              </td>
              {payFen.map((pay, index) => (
                <td key={samplesFen[index]} className="pay">
                  {saidPay(pay)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {payers.length > 0 && <p>其余由{payers.join('、')}付，出院时在窗口一次算清。</p>}
      {treatedFirst && <p className="box">在本院住院不用交押金，出院时只付自己的那部分。</p>}
      {endingLayers.map(({ title, until }) => (
        <p key={title}>
          {title}到 {until} 为止，以后要付的会变多。
        </p>
      ))}
      <p className="note">{sampleNote}</p>
    </section>
  );
}

function YearSoFar({ content: { year } }: Part) {
  return (
    <section className="card">
      <h2>您今年的账（{year.year} 年）</h2>
      {year.stays === 0 ? (
        <p>今年还没有住院结算。</p>
      ) : (
        <p>
          住院结算 {year.stays} 次，别人替您付了 {saidYuan(year.paidFen)}，您自己付了{' '}
          <b>{saidYuan(year.personalFen)}</b>。
        </p>
      )}
    </section>
  );
}
