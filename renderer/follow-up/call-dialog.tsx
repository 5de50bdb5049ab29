import { Checkbox, Group, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import {
  type FollowUpNeed,
  followUpNeeds,
  type FollowUpOutcome,
  followUpOutcomes,
  type FollowUpPatient,
} from '../../shared/contract/follow-up.ts';
import { type HardshipKind, hardshipKinds, hardshipKindTitles } from '../../shared/contract/hardship.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { DayField } from '../components/day-field.tsx';
import { FormDialog } from '../components/form-dialog.tsx';
import { dayOf } from '../components/typed-day.ts';
import { Confirmation } from '../settlement/confirmation.ts';
import { needTitles, outcomeTitles } from './words.ts';

interface CallDialogProps {
  readonly patient: FollowUpPatient;
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const asksNothing = 'none';

type Asked = Omit<RequestInput<'followUp.record'>, 'requestId'>;
interface Typed extends Pick<Asked, 'calledOn' | 'outcome' | 'condition' | 'needWords'> {
  readonly needs: readonly FollowUpNeed[];
  readonly help: Help;
}

/** What somebody said on the telephone; a money trouble can begin an application for help at once. */
export function CallDialog({ patient, today, onDone, onClose }: CallDialogProps) {
  const client = useClient();
  const act = useAct();
  const [typed, setTyped] = useState<Typed>({
    calledOn: today,
    outcome: 'reached',
    condition: '',
    needs: [],
    needWords: '',
    help: { kind: asksNothing, addressee: '' },
  });
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, asked: Asked) =>
        client.request('followUp.record', { requestId, ...asked }),
      ),
  );
  const submit = () =>
    act.run(async () => {
      await confirmation.confirm(askedOf(patient, typed));
      onDone();
    });
  return (
    <FormDialog
      title={`记回访 ${patient.personName}`}
      act={act}
      submitLabel="记下"
      size="xl"
      onSubmit={submit}
      onClose={onClose}
    >
      <Fields value={typed} onChange={(part) => setTyped({ ...typed, ...part })} />
    </FormDialog>
  );
}

/** What is asked only of somebody who was reached goes with nobody else. */
function askedOf({ stayId, occasion }: FollowUpPatient, { calledOn, needs, help, ...typed }: Typed): Asked {
  const isReached = typed.outcome === 'reached';
  const asksHelp = isReached && needs.includes('money') && help.kind !== asksNothing;
  return {
    ...typed,
    stayId,
    occasion,
    calledOn: dayOf(calledOn),
    needs: isReached ? [...needs] : [],
    needWords: isReached && needs.length > 0 ? typed.needWords : '',
    apply: asksHelp ? { kind: help.kind, addressee: help.addressee } : null,
  };
}

function Fields({ value, onChange }: { value: Typed; onChange: (part: Partial<Typed>) => void }) {
  const { needs } = value;
  return (
    <>
      <SimpleGrid cols={2}>
        <DayField label="哪天回访的" value={value.calledOn} onChange={(calledOn) => onChange({ calledOn })} />
        <NativeSelect
          label="结果"
          value={value.outcome}
          onChange={(event) => onChange({ outcome: event.currentTarget.value as FollowUpOutcome })}
          data={followUpOutcomes.map((one) => ({ value: one, label: outcomeTitles[one] }))}
        />
      </SimpleGrid>
      <TextInput
        label="病情和用药"
        data-autofocus
        maxLength={200}
        value={value.condition}
        onChange={(event) => onChange({ condition: event.currentTarget.value })}
      />
      {value.outcome === 'reached' && (
        <>
          <Checkbox.Group
            label="还有什么需求没有解决"
            value={[...needs]}
            onChange={(chosen) => onChange({ needs: chosen })}
          >
            <Group mt="0.3rem">
              {followUpNeeds.map((need) => (
                <Checkbox key={need} value={need} label={needTitles[need]} />
              ))}
            </Group>
          </Checkbox.Group>
          {needs.length > 0 && (
            <TextInput
              label="具体情况"
              required
              maxLength={190}
              value={value.needWords}
              onChange={(event) => onChange({ needWords: event.currentTarget.value })}
            />
          )}
          {needs.includes('money') && (
            <HelpFields value={value.help} onChange={(help) => onChange({ help })} />
          )}
        </>
      )}
    </>
  );
}

interface Help {
  readonly kind: HardshipKind | typeof asksNothing;
  readonly addressee: string;
}

/** The application that the call begins: of the settlement of this stay, with all amounts filled in. */
function HelpFields({ value, onChange }: { value: Help; onChange: (value: Help) => void }) {
  return (
    <SimpleGrid cols={2}>
      <NativeSelect
        label="提出救助申请"
        value={value.kind}
        onChange={(event) => onChange({ ...value, kind: event.currentTarget.value as Help['kind'] })}
        data={[
          { value: asksNothing, label: '暂不提出' },
          ...hardshipKinds.map((kind) => ({ value: kind, label: hardshipKindTitles[kind] })),
        ]}
      />
      {value.kind !== asksNothing && (
        <TextInput
          label="交给谁"
          required
          maxLength={60}
          value={value.addressee}
          onChange={(event) => onChange({ ...value, addressee: event.currentTarget.value })}
        />
      )}
    </SimpleGrid>
  );
}
