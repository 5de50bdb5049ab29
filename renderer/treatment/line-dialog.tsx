import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import type { Role } from '../../shared/contract/request.ts';
import {
  treatmentClassTitles,
  type TreatmentLine,
  treatmentStateTitles,
  type TreatmentStep,
} from '../../shared/contract/treatment.ts';
import { mayAsk } from '../app/permission.ts';
import { useAnswer } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { formatInstant } from '../components/moment.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { StepDialog } from './step-dialog.tsx';
import css from './treatment.module.css';
import { stepWords } from './words.ts';

interface LineDialogProps {
  readonly lineId: string;
  readonly role: Role;
  readonly today: string;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** One person's disease: where it stands, what happened one after the other, and what a person writes down. */
export function LineDialog({ lineId, role, today, onChanged, onClose }: LineDialogProps) {
  const { value, refusal, waiting, reload } = useAnswer('treatment.line', { lineId });
  const [writes, setWrites] = useState(false);
  const last = value?.steps.at(-1);
  if (value !== undefined && last !== undefined && writes) {
    const done = () => {
      setWrites(false);
      reload();
      onChanged();
    };
    // Not before everybody has heard this key press: the same Esc would close the line as well.
    const back = () => void setTimeout(() => setWrites(false));
    return <StepDialog line={value.line} last={last} today={today} onDone={done} onClose={back} />;
  }
  return (
    <Modal opened size="64rem" title="救治台账" onClose={onClose}>
      <Trouble refusal={refusal} />
      <Waiting what={waiting && value === undefined ? '正在读取……' : undefined} />
      {value !== undefined && <Who line={value.line} />}
      {value !== undefined && <History steps={value.steps} />}
      <Group justify="space-between" mt="md">
        <Button variant="default" onClick={onClose}>
          <KeyHint of="Esc" /> 返回
        </Button>
        {mayAsk(role, 'treatment.step') && last !== undefined && (
          <Button data-autofocus onClick={() => setWrites(true)}>
            <KeyHint of="Enter" /> 登记结果
          </Button>
        )}
      </Group>
    </Modal>
  );
}

function Who({ line }: { line: TreatmentLine }) {
  const { personName, sex, ageYears, maskedIdNumber, address, eligibilities, list, disease } = line;
  return (
    <p style={{ marginTop: 0 }}>
      <b>
        {personName} {sex} {ageYears} 岁
      </b>{' '}
      {maskedIdNumber}　{address}　{eligibilities}
      <br />
      {disease}（{list}），<b>{treatmentStateTitles[line.state]}</b>
      {line.treatmentClass !== null && `，${treatmentClassTitles[line.treatmentClass]}`}
      {line.awaitsOutcome && <b className={css['look']}>，已出院，请登记救治结果</b>}
    </p>
  );
}

function History({ steps }: { steps: readonly TreatmentStep[] }) {
  return (
    <table className={css['history']} aria-label="经过">
      <thead>
        <tr>
          <th>日期</th>
          <th>状态</th>
          <th>经过</th>
          <th>医院</th>
          <th>登记</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={step.stepId}>
            <td>{step.happenedOn}</td>
            <td>{treatmentStateTitles[step.state]}</td>
            <td>{stepWords(step)}</td>
            <td>{step.hospitalName}</td>
            <td>
              {step.byName ?? '自动核对'} {formatInstant(step.recordedAt)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
