import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import { notCoveredCauses, notCoveredTitles } from '../../shared/contract/stays.ts';
import { agreementStyle } from './agreement-style.ts';
import { Fact, Facts } from './facts.tsx';
import { Sheet } from './sheet.tsx';

interface AgreementProps {
  readonly document: DocumentOf<'treat_first_agreement'>;
}

/** Both copies on one print: the hospital's first, the patient's on a page of its own. */
export function TreatFirstAgreementPage({ document }: AgreementProps) {
  const { entry, content } = document;
  const headFacts = (
    <>
      <Fact name="经办">{content.recordedByName}</Fact>
      <Fact name="签订日期">{content.signedOn}</Fact>
    </>
  );
  return (
    <Sheet document={document} style={agreementStyle(entry.paper)} headFacts={headFacts}>
      <Copy document={document} title="第一份 医院留存" />
      <div className="second">
        <h1>{entry.title}</h1>
        <Copy document={document} title="第二份 患者留存" />
      </div>
    </Sheet>
  );
}

function Copy({ document, title }: AgreementProps & { readonly title: string }) {
  return (
    <>
      <p className="part">{title}</p>
      <Parties document={document} />
      <Clauses document={document} />
      <Signing document={document} />
    </>
  );
}

function Parties({ document: { head, content } }: AgreementProps) {
  const { patient, guarantor, stay } = content;
  return (
    <>
      <section>
        <Facts>
          <Fact name="甲方（医院）">
            <b>{head.hospitalName}</b>
          </Fact>
        </Facts>
        <Facts>
          <Fact name="乙方（患者）">
            <b>{patient.name}</b>
          </Fact>
          <Fact name="性别">{patient.sex}</Fact>
          <Fact name="年龄">{patient.ageYears} 岁</Fact>
          <Fact name="身份证号">{patient.idNumber}</Fact>
          <Fact name="电话">{patient.phone}</Fact>
          <Fact name="住址">{patient.address}</Fact>
        </Facts>
        <Facts>
          <Fact name="丙方（担保人）">
            <b>{guarantor.name}</b>
          </Fact>
          <Fact name="与患者关系">{guarantor.relation}</Fact>
          <Fact name="身份证号">{guarantor.idNumber}</Fact>
          <Fact name="电话">{guarantor.phone}</Fact>
        </Facts>
      </section>
      <section>
        <Facts>
          <Fact name="住院号">{stay.admissionNumber}</Fact>
          <Fact name="科室">{stay.department}</Fact>
          <Fact name="入院日期">{stay.admittedOn}</Fact>
          <Fact name="诊断">{stay.diagnoses}</Fact>
        </Facts>
      </section>
    </>
  );
}

function Clauses({ document: { content } }: AgreementProps) {
  const causes = notCoveredCauses.map((cause) => notCoveredTitles[cause]).join('、');
  return (
    <section>
      <ol className="clauses">
        <li>乙方已出示{content.papers.join('、')}，甲方核对无误。甲方只留存复印件，原件当场退还乙方。</li>
        <li>
          依据{content.document}（{content.clause}），乙方本次住院先诊疗后付费，
          <b>甲方不收取住院押金</b>。
        </li>
        <li>
          出院时，医保、大病保险、医疗救助等各方支付的部分由甲方垫付并与各方结算；乙方在出院当日付清个人应付部分。一次付清有困难的，乙方可在出院前申请缓交或分期，另签协议写明金额和日期。
        </li>
        <li>
          乙方出院后<b>一个月</b>
          内没有付清、也没有另签协议的，属于违约：甲方向丙方催收，把乙方记入先诊疗后付费违约名单，今后住院须先交费用，并可依法追偿。
        </li>
        <li>丙方担保乙方按约付清个人应付部分；乙方不付的，由丙方支付。</li>
        <li>
          乙方冒用他人身份或使用虚假证明的，<b>全部医疗费用由乙方自己承担</b>，并承担相应的法律责任。
        </li>
        <li>因{causes}发生的费用不属于先诊疗后付费的范围；入院后查明的，由乙方按规定付清。</li>
        <li>本协议一式两份，甲方、乙方各执一份，签字或按指印后生效。</li>
      </ol>
    </section>
  );
}

function Signing({ document: { content } }: AgreementProps) {
  const { signer, signature } = content;
  const how = signature === 'signature' ? '签字' : '按指印';
  const isPatient = signer.relation === '本人';
  return (
    <section className="signing">
      <span>
        甲方（盖章）：
        <i className="blank" />
      </span>
      <span>
        乙方{isPatient ? '' : `（${signer.name}代，${signer.relation}）`}
        {how}：<i className="blank" />
      </span>
      <span>
        丙方签字或按指印：
        <i className="blank" />
      </span>
      <span>日期：{content.signedOn}</span>
    </section>
  );
}
