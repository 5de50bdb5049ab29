import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import type { FeeLines, PrintedFee } from '../../shared/contract/documents/fee-lines.ts';
import { costClassTitles } from '../../shared/contract/stays.ts';
import { fen, formatYuan } from '../../shared/money/fen.ts';
import { Fact, Facts } from './facts.tsx';
import { Sheet } from './sheet.tsx';

const pageStyle = () => `
.fees :is(th, td) { padding: 0.5mm 1mm; border: 0.2mm solid #000; text-align: left; font-weight: normal; vertical-align: top }
.fees thead { display: table-header-group }
.fees thead th, .fees tfoot td { font-weight: bold }
.fees tfoot { display: table-row-group }
.fees .name { overflow-wrap: anywhere }
.fees .word { white-space: nowrap }
.fees .unit { max-width: 26mm; overflow-wrap: anywhere }
.fees th { vertical-align: bottom }
.fees th.number { white-space: normal; word-break: keep-all }
.roll .fees tr { border-bottom: 0.2mm solid #000 }
.roll .fees :is(th, td) { padding: 0.5mm 0; border: 0 }
.free { font-weight: bold }
.sum { display: flex; justify-content: space-between; font-size: 12pt; font-weight: bold }
`;

const classTitles = { A: '甲', B: '乙', C: '丙' } as const;

type FeeDocument = DocumentOf<'daily_fees'> | DocumentOf<'fee_list'>;

/** What was charged to a patient, on one day or in the whole stay, in lines that can be asked about. */
export function FeeLinesPage({ document }: { document: FeeDocument }) {
  const { content, entry } = document;
  const { person, stay, day, cost, totalSoFarFen } = content;
  return (
    <Sheet
      document={document}
      style={pageStyle()}
      headFacts={day === null ? undefined : <Fact name="费用日期">{day}</Fact>}
    >
      <section>
        <Facts>
          <Fact name="姓名">{person.name}</Fact>
          <Fact name="性别">{person.sex}</Fact>
          <Fact name="身份证号">{person.maskedIdNumber}</Fact>
          <Fact name={stay.isVisit ? '门诊号' : '住院号'}>{stay.admissionNumber}</Fact>
          <Fact name="科室">{stay.department}</Fact>
          <Fact name="床位">{stay.bed}</Fact>
          {stay.isVisit ? (
            <Fact name="就诊日期">{stay.admittedOn}</Fact>
          ) : (
            <Fact name="住院">
              {stay.admittedOn} 至 {stay.dischargedOn ?? '今'}
            </Fact>
          )}
        </Facts>
      </section>
      <section>
        {entry.paper === 'roll' ? (
          <Narrow content={content} />
        ) : (
          <Wide content={content} hasRoom={entry.paper === 'A4'} />
        )}
      </section>
      <section className="together">
        <p className="sum">
          <span>{day === null ? '费用合计' : '当日合计'}</span>
          <span>¥{formatYuan(cost.totalFen)}</span>
        </p>
        <Facts>
          {day !== null && !stay.isVisit && <Fact name="入院至当日累计">{formatYuan(totalSoFarFen)}</Fact>}
          <Fact name="先行自付">{formatYuan(cost.preSelfPayFen)}</Fact>
          <Fact name="个人自费">{formatYuan(fen(cost.ownExpenseFen + cost.overLimitFen))}</Fact>
          <Fact name="进入基金支付">{formatYuan(cost.inScopeFen)}</Fact>
        </Facts>
        {content.freeOfCharge !== null && <p className="free">标“免费”的：{content.freeOfCharge}</p>}
        <p>
          “进入基金支付”的部分按政策比例报销，报多少以{stay.isVisit ? '' : '出院'}
          结算单为准。对哪一项有疑问，请拿这张清单到窗口或护士站查问。
        </p>
      </section>
    </Sheet>
  );
}

/** The unit has a column of its own where there is room for one. */
function Wide({ content: { items, cost }, hasRoom }: { content: FeeLines; hasRoom: boolean }) {
  return (
    <table className="fees">
      <thead>
        <tr>
          <th className="word">类别</th>
          <th>{hasRoom ? '项目' : '项目（单位）'}</th>
          {hasRoom && <th className="word">单位</th>}
          <th className="number">单价</th>
          <th className="number">数量</th>
          <th className="number">金额</th>
          <th className="number">
            先行
            <br />
            自付
          </th>
          <th className="number">
            进入基
            <br />
            金支付
          </th>
          <th className="number">
            个人
            <br />
            自费
          </th>
          <th className="word">等级</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <WideRow key={keyOf(item)} item={item} hasRoom={hasRoom} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={hasRoom ? 5 : 4}>合计 {items.length} 项</td>
          <td className="number">{formatYuan(cost.totalFen)}</td>
          <td className="number">{formatYuan(cost.preSelfPayFen)}</td>
          <td className="number">{formatYuan(cost.inScopeFen)}</td>
          <td className="number">{formatYuan(fen(cost.ownExpenseFen + cost.overLimitFen))}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

function WideRow({ item, hasRoom }: { item: PrintedFee; hasRoom: boolean }) {
  return (
    <tr>
      <td className="word">{costClassTitles[item.costClass]}</td>
      <td className="name">
        {hasRoom ? item.name : `${item.name}（${item.unit}）`}
        <Free item={item} />
      </td>
      {hasRoom && <td className="unit">{item.unit}</td>}
      <td className="number">{item.price}</td>
      <td className="number">{item.quantity}</td>
      <td className="number">{formatYuan(item.amountFen)}</td>
      <td className="number">{formatYuan(item.preSelfPayFen)}</td>
      <td className="number">{formatYuan(item.inScopeFen)}</td>
      <td className="number">{formatYuan(item.ownFen)}</td>
      <td>{classTitles[item.catalogueClass]}</td>
    </tr>
  );
}

/** What nobody may take money for stands out in the line itself. */
function Free({ item: { isFree } }: { item: PrintedFee }) {
  return isFree ? <b>　免费</b> : null;
}

function keyOf({ code, name, unit, price, costClass, catalogueClass }: PrintedFee): string {
  return [code, name, unit, price, costClass, catalogueClass].join(' ');
}

/** Of each item what the patient asks about: what, how many at which price, how much, and whether it is paid alone. */
function Narrow({ content: { items } }: { content: FeeLines }) {
  return (
    <table className="fees">
      <tbody>
        {items.map((item) => (
          <tr key={keyOf(item)}>
            <td className="name">
              {item.name}（{classTitles[item.catalogueClass]}）
              <Free item={item} />
              <br />
              {item.price} 元 × {item.quantity}（{item.unit}）
            </td>
            <td className="number">{formatYuan(item.amountFen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
