import { SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  type Parameter,
  type ParameterGroup,
  type ParameterName,
  parameterNames,
  parameters,
  type ParameterValue,
} from '../../shared/contract/parameters.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';
import { dayOf } from '../components/typed-day.ts';
import { parameterText, readParameter } from './parameter-words.ts';

interface ChangeParametersDialogProps {
  readonly group: ParameterGroup;
  readonly today: string;
  readonly values: Readonly<Partial<Record<ParameterName, ParameterValue>>>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The parameters of one subject, from a day on, with a second person. */
export function ChangeParametersDialog(props: ChangeParametersDialogProps) {
  const { group, today, values, onDone, onClose } = props;
  const client = useClient();
  const act = useAct();
  const names = parameterNames.filter((name) => parameters[name].group === group);
  const [texts, setTexts] = useState<Partial<Record<ParameterName, string>>>(
    Object.fromEntries(names.map((name) => [name, parameterText(parameters[name], values[name] ?? null)])),
  );
  const [fromDay, setFromDay] = useState(today);
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const submit = () =>
    act.run(async () => {
      const typed = Object.fromEntries(
        names.map((name) => [name, readParameter(parameters[name], texts[name] ?? '')]),
      );
      await client.request('parameters.change', { fromDay: dayOf(fromDay), values: typed, secondPerson });
      onDone();
    });
  return (
    <FormDialog title={`更改${group}参数`} act={act} submitLabel="更改" onSubmit={submit} onClose={onClose}>
      <SimpleGrid cols={2}>
        {names.map((name, position) => (
          <TextInput
            key={name}
            label={labelOf(parameters[name])}
            inputMode="numeric"
            placeholder={parameters[name].mayBeNone ? '不限' : undefined}
            data-autofocus={position === 0 || undefined}
            value={texts[name] ?? ''}
            onChange={(event) => {
              const text = event.currentTarget.value;
              setTexts((before) => ({ ...before, [name]: text }));
            }}
          />
        ))}
        <TextInput
          label="从哪天起"
          required
          value={fromDay}
          onChange={(event) => setFromDay(event.currentTarget.value)}
        />
      </SimpleGrid>
      <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
    </FormDialog>
  );
}

function labelOf(parameter: Parameter): string {
  const unit = parameter.kind === 'amount' ? '元' : parameter.unit;
  return `${parameter.title}（${unit}）`;
}
