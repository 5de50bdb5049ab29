import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import { agreementStyle } from './agreement-style.ts';
import { Fact, Facts } from './facts.tsx';
import { Sheet } from './sheet.tsx';

interface CertificateProps {
  readonly document: DocumentOf<'referral_certificate'>;
}

/** The letter that the patient takes along: to whom, about whom, why, until when, and who answers for it. */
export function ReferralCertificatePage({ document }: CertificateProps) {
  const { entry, head, content } = document;
  return (
    <Sheet
      document={document}
      style={agreementStyle(entry.paper)}
      headFacts={<Fact name="机构编号">{content.fromHospitalCode}</Fact>}
    >
      <section>
        <Facts>
          <Fact name="证明编号">
            <b>{entry.number}</b>
          </Fact>
          <Fact name="开具日期">{content.issuedOn}</Fact>
          <Fact name="有效期至">
            <b>{content.validTo}</b>
          </Fact>
        </Facts>
      </section>
      <Patient document={document} />
      <section className="letter">
        <p>
          <b>{content.toHospital}</b>：
        </p>
        <p>
          上述患者在{head.hospitalName}住院，诊断为{content.diagnosis}。因{content.reason}
          ，需转到贵院继续诊治，请予接收。
        </p>
      </section>
      <Opinions document={document} />
      <section className="plain">
        <p>请患者带好本证明、身份证和医保卡，在有效期内到上述医院办理入院。本证明只限本人使用一次。</p>
      </section>
      <section className="signing">
        <span>
          经治医师（{content.doctor}）：
          <i className="blank" />
        </span>
        <span>
          转出医院（盖章）：
          <i className="blank" />
        </span>
        <span>经办：{content.recordedByName}</span>
        <span>日期：{content.issuedOn}</span>
      </section>
    </Sheet>
  );
}

function Patient({ document: { content } }: CertificateProps) {
  const { patient, stay } = content;
  return (
    <section>
      <Facts>
        <Fact name="姓名">
          <b>{patient.name}</b>
        </Fact>
        <Fact name="性别">{patient.sex}</Fact>
        <Fact name="年龄">{patient.ageYears} 岁</Fact>
        <Fact name="身份证号">{patient.idNumber}</Fact>
        <Fact name="参保地">{patient.region}</Fact>
        <Fact name="住院号">{stay.admissionNumber}</Fact>
        <Fact name="科室">{stay.department}</Fact>
        <Fact name="入院日期">{stay.admittedOn}</Fact>
      </Facts>
    </section>
  );
}

function Opinions({ document: { content } }: CertificateProps) {
  const { opinion, consultation } = content;
  return (
    <section>
      <Facts>
        <Fact name="转诊意见">{opinion}</Fact>
      </Facts>
      {consultation !== null && (
        <>
          <Facts>
            <Fact name="市级专家会诊">{consultation.heldOn}</Fact>
            <Fact name="会诊专家">{consultation.experts}</Fact>
          </Facts>
          <Facts>
            <Fact name="会诊意见">{consultation.opinion}</Fact>
          </Facts>
        </>
      )}
    </section>
  );
}
