import {
  Button,
  createTheme,
  type MantineColorsTuple,
  Modal,
  NativeSelect,
  PasswordInput,
  SegmentedControl,
  Table,
  Textarea,
  TextInput,
} from '@mantine/core';
import { createElement } from 'react';
import { DialogFocus } from '../components/dialog-focus.ts';

/** One accent for what to do next; the eighth shade is the deep teal itself. */
const deepTeal: MantineColorsTuple = [
  '#eef8f6',
  '#dcefec',
  '#b5ddd8',
  '#8acbc3',
  '#64bbb1',
  '#3fa89d',
  '#23938a',
  '#0f766e',
  '#0c615b',
  '#084b46',
];

export const theme = createTheme({
  primaryColor: 'deepTeal',
  primaryShade: 7,
  colors: { deepTeal },
  fontFamily:
    '"Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "SimSun-ExtB", sans-serif',
  defaultRadius: 4,
  focusRing: 'always',
  respectReducedMotion: true,
  components: {
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        transitionProps: { duration: 0 },
        closeButtonProps: { 'aria-label': '关闭', tabIndex: -1 },
        // What stands in a dialog's overlay lives as long as the dialog.
        overlayProps: { children: createElement(DialogFocus) },
        // A field that gets the focus is scrolled out from under the title and the line of buttons, which stay in sight.
        styles: { content: { scrollPaddingBlock: '4.5rem' } },
      },
    }),
    // Optional fields say so themselves, so that the required ones need no star.
    TextInput: TextInput.extend({
      defaultProps: { size: 'md', withAsterisk: false, autoComplete: 'off', spellCheck: false },
    }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: 'md', withAsterisk: false } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'md', spellCheck: false } }),
    NativeSelect: NativeSelect.extend({ defaultProps: { size: 'md' } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'md' } }),
    Button: Button.extend({ defaultProps: { size: 'md' } }),
    Table: Table.extend({ defaultProps: { fz: 'md', verticalSpacing: 7, horizontalSpacing: 12 } }),
  },
});
