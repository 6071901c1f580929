// What is downloaded before the page can show anything, compressed as a static host does.

import { figure } from './lib/report.mjs';
import { BUDGET_BYTES, sizes } from '../tools/size.mjs';

export async function measureSize({ dist }) {
  const { first, later } = await sizes(dist);
  const sum = (files) => files.reduce((total, file) => total + file.brotli, 0);
  const total = sum(first);
  const row = (file, note) => ({ what: file.path, samples: [file.brotli], note });
  return [
    {
      title: 'Transfer size',
      how: 'Brotli at its highest level, file by file.',
      unit: 'bytes',
      rows: [
        ...first.map((file) => row(file, `${figure(file.plain)} before compression`)),
        { what: 'in all', samples: [total] },
        ...later.map((file) => row(file, 'loads later; not in the sum')),
        { what: 'later, in all', samples: [sum(later)] },
      ],
      judged: [
        {
          what: `at most ${figure(BUDGET_BYTES)} bytes`,
          value: `${figure(total)} (${((100 * total) / BUDGET_BYTES).toFixed(0)} %)`,
          met: total <= BUDGET_BYTES,
        },
      ],
    },
  ];
}
