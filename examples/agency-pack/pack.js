/** What one agency adds to every form: a format with its messages, and a document that can be read. */

/** Code of a school as this agency gives it: two letters for the level, a dash, three digits. */
const schoolCode = {
  name: 'school-code',
  normalize: (text) => text.trim().toUpperCase().replace(/\s+/gu, ''),
  check: (text) => {
    const [, level] = /^([A-Z]{2})-\d{3}$/u.exec(text) ?? [];
    if (level === undefined) return [{code: 'school-code.shape'}];
    return ['TH', 'CS', 'PT'].includes(level) ? [] : [{code: 'school-code.level', params: {level}}];
  },
};

const messages = {
  vi: {
    'school-code.shape': 'Mã trường gồm hai chữ cái, dấu gạch và ba chữ số. Ví dụ: TH-012.',
    'school-code.level': 'Không có cấp học {level}. Mã trường bắt đầu bằng TH, CS hoặc PT.',
  },
  en: {
    'school-code.shape': 'A school code is two letters, a dash and three digits, for example TH-012.',
    'school-code.level': 'There is no level {level}. A school code begins with TH, CS or PT.',
  },
};

/** What stands behind a label, up to the end of its line. */
const LABELS = {
  pupilName: /^Họ và tên học sinh\s*:\s*(\p{L}[\p{L} ]{1,80})$/mu,
  schoolCode: /^Mã trường\s*:\s*([A-Z]{2}-\d{3})$/mu,
};

const schoolReport = {
  name: 'example.school-report',
  title: {vi: 'Học bạ', en: 'School report'},
  extract(pages) {
    const facts = {};
    for (const page of pages) {
      for (const [name, label] of Object.entries(LABELS)) {
        const [, value] = label.exec(page.text) ?? [];
        // What is not certain is left to the person: a wrong fact is worse than none.
        if (value === undefined || page.from === 'none') continue;
        facts[name] ??= {
          value: value.trim(),
          confidence: page.from === 'text-layer' ? 1 : 0.8,
          page: page.number,
          from: page.from,
        };
      }
    }
    return facts;
  },
};

export const agencyPack = {formats: [schoolCode], messages, natures: [schoolReport]};
