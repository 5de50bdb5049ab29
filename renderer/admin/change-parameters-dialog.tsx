import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { type ChangeEvent, useState } from 'react';
import {
  type Parameter,
  type ParameterGroup,
  noneWords,
  type ParameterName,
  parameterNames,
  parameters,
  type ParameterValue,
} from '../../shared/contract/parameters.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';
import { dayOf } from '../components/typed-day.ts';
import { parameterText, readParameter } from './typed-parameter.ts';

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
          <ParameterField
            key={name}
            parameter={parameters[name]}
            autoFocus={position === 0}
            text={texts[name] ?? ''}
            onText={(text) => setTexts((before) => ({ ...before, [name]: text }))}
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

interface ParameterFieldProps {
  readonly parameter: Parameter;
  readonly autoFocus: boolean;
  readonly text: string;
  readonly onText: (text: string) => void;
}

function ParameterField({ parameter, autoFocus, text, onText }: ParameterFieldProps) {
  const field = {
    'data-autofocus': autoFocus || undefined,
    value: text,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => onText(event.currentTarget.value),
  };
  if (parameter.kind === 'choice') {
    const data = parameter.choices.map((label, place) => ({ value: String(place), label }));
    return <NativeSelect label={parameter.title} data={data} {...field} />;
  }
  const unit = parameter.kind === 'amount' ? '元' : parameter.unit;
  const placeholder = parameter.mayBeNone ? noneWords(parameter) : undefined;
  return (
    <TextInput
      label={`${parameter.title}（${unit}）`}
      inputMode="numeric"
      placeholder={placeholder}
      {...field}
    />
  );
}
