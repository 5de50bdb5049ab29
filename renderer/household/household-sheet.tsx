import { Button, Table } from '@mantine/core';
import { useState } from 'react';
import type { Household, HouseholdMember } from '../../shared/contract/household.ts';
import type { Role } from '../../shared/contract/request.ts';
import { eligibilityTitles } from '../../shared/policy/eligibility.ts';
import { mayAsk } from '../app/permission.ts';
import { useAnswer } from '../app/use-client.ts';
import { Amount } from '../components/amount.tsx';
import { formatInstant } from '../components/moment.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { sexTitles } from '../settlement/titles.ts';
import css from './household.module.css';
import { PlanDialog } from './plan-dialog.tsx';

const insuranceTitles = { normal: '正常参保', suspended: '暂停参保', none: '未参保' } as const;

/** A household on one page: who belongs to it, what each is entitled to, the year so far, the family doctor and the plan. */
export function HouseholdSheet({ personId, role }: { personId: string; role: Role }) {
  const { value, refusal, waiting, reload } = useAnswer('household.read', { personId });
  const [plans, setPlans] = useState(false);
  const close = () => setPlans(false);
  return (
    <>
      <Trouble refusal={refusal} />
      <Waiting what={waiting && value === undefined ? '正在读取……' : undefined} />
      {value !== undefined && (
        <>
          <h3>
            户编号 {value.householdNumber}{' '}
            <small>
              {[value.township, value.village].filter((part) => part !== null).join(' ')}，
              {value.members.length} 人
            </small>
          </h3>
          <Members household={value} />
          <Plan
            household={value}
            {...(mayAsk(role, 'household.plan') && { onChange: () => setPlans(true) })}
          />
        </>
      )}
      {plans && value !== undefined && (
        <PlanDialog
          personId={personId}
          last={value.plans[0]}
          onDone={() => {
            close();
            reload();
          }}
          onClose={close}
        />
      )}
    </>
  );
}

function Members({ household: { members, total, year } }: { household: Household }) {
  return (
    <div className={css['members']} tabIndex={0} role="region" aria-label="家庭成员">
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>姓名</Table.Th>
            <Table.Th>身份</Table.Th>
            <Table.Th>参保</Table.Th>
            <Table.Th ta="right">{year} 年结算</Table.Th>
            <Table.Th ta="right">医疗费（元）</Table.Th>
            <Table.Th ta="right">个人负担（元）</Table.Th>
            <Table.Th ta="right">欠费（元）</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.map((member) => (
            <Row key={member.personId} member={member} />
          ))}
          <Table.Tr>
            <Table.Th colSpan={3}>合计</Table.Th>
            <Table.Th ta="right">{total.settlementCount} 笔</Table.Th>
            <Table.Th ta="right">
              <Amount fen={total.totalFen} />
            </Table.Th>
            <Table.Th ta="right">
              <Amount fen={total.personalFen} />
            </Table.Th>
            <Table.Th ta="right">
              <Amount fen={total.owedFen} />
            </Table.Th>
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Row({ member }: { member: HouseholdMember }) {
  return (
    <Table.Tr>
      <Table.Td>
        {member.name}　{sexTitles[member.sex]} {member.ageYears} 岁
        <small>
          {member.maskedIdNumber}
          {member.relation !== null && `　${member.relation}`}
        </small>
      </Table.Td>
      <Table.Td>
        {member.eligibilities.length === 0 && '无身份'}
        {member.eligibilities.map(({ category, beginsOn, endsOn, source, validToday }) => (
          <div key={`${category} ${beginsOn}`} className={validToday ? undefined : css['ended']}>
            {eligibilityTitles[category]}{' '}
            <small>
              {beginsOn} 至 {endsOn ?? '今'}（{source}）
            </small>
          </div>
        ))}
      </Table.Td>
      <Table.Td className={member.insuranceState === 'normal' ? undefined : css['uninsured']}>
        {insuranceTitles[member.insuranceState]}
      </Table.Td>
      <Table.Td ta="right">
        {member.settlementCount} 笔{member.openStayCount > 0 && <small>在院 {member.openStayCount} 次</small>}
      </Table.Td>
      <Table.Td ta="right">
        <Amount fen={member.totalFen} />
      </Table.Td>
      <Table.Td ta="right">
        <Amount fen={member.personalFen} />
      </Table.Td>
      <Table.Td ta="right">
        <Amount fen={member.owedFen} />
      </Table.Td>
    </Table.Tr>
  );
}

/** The newest plan, and what stood there before. */
function Plan({ household: { plans }, onChange }: { household: Household; onChange?: () => void }) {
  const [now, ...before] = plans;
  return (
    <section className={css['plan']} aria-label="家庭医生和一户一策">
      <dl>
        <dt>家庭医生</dt>
        <dd>
          {now === undefined || now.doctorName === ''
            ? '没有记'
            : [now.doctorName, now.doctorPlace, now.doctorPhone].filter((part) => part !== '').join('，')}
        </dd>
        <dt>一户一策</dt>
        <dd>{now === undefined || now.note === '' ? '没有记' : now.note}</dd>
      </dl>
      {now !== undefined && (
        <small>
          {now.byName} {formatInstant(now.at)} 记
        </small>
      )}
      {onChange !== undefined && (
        <div>
          <Button variant="default" onClick={onChange}>
            {now === undefined ? '记家庭医生和一户一策' : '改家庭医生和一户一策'}
          </Button>
        </div>
      )}
      {before.length > 0 && (
        <details>
          <summary>以前记的 {before.length} 次</summary>
          <ul>
            {before.map((plan) => (
              <li key={plan.at}>
                {formatInstant(plan.at)} {plan.byName}：{plan.doctorName || '没有家庭医生'}；
                {plan.note || '没有内容'}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
