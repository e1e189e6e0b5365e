import { problemText } from '../../src/tools/problem-text.js';

/** Bodies as the services document them. */
const documented: [string, string, unknown, string][] = [
  [
    'Jira, a field',
    'https://developer.atlassian.com/cloud/jira/platform/rest/v3/intro/#error-responses',
    { errorMessages: [], errors: { priority: "Field 'priority' is not on the screen of this project." } },
    "priority: Field 'priority' is not on the screen of this project.",
  ],
  [
    'Jira, in general',
    'the same',
    { errorMessages: ["The value 'ABC' does not exist for the field 'project'."], errors: {} },
    "The value 'ABC' does not exist for the field 'project'.",
  ],
  [
    'Salesforce',
    'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm',
    [
      {
        message: 'A reason is needed before an opportunity is closed',
        errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
        fields: ['Reason__c'],
      },
    ],
    'A reason is needed before an opportunity is closed',
  ],
  [
    'Salesforce, signing in',
    'OAuth 2.0, RFC 6749 5.2',
    { error: 'invalid_client_id', error_description: 'client identifier invalid' },
    'client identifier invalid',
  ],
  [
    'Zendesk',
    'https://developer.zendesk.com/api-reference/introduction/requests/#422-unprocessable-entity',
    {
      error: 'RecordInvalid',
      description: 'Record validation errors',
      details: { status: [{ description: 'Status: closed prevents ticket update', error: 'InvalidStatus' }] },
    },
    'Record validation errors: Status: closed prevents ticket update',
  ],
  [
    'Zendesk, in general',
    'the same',
    { error: { title: 'Forbidden', message: 'You do not have access to this page.' } },
    'You do not have access to this page.',
  ],
  [
    'HubSpot',
    'https://developers.hubspot.com/docs/api/error-handling',
    {
      status: 'error',
      message: 'Property values were not valid',
      correlationId: 'x',
      errors: [
        { message: 'won was not one of the allowed options', code: 'INVALID_OPTION', in: 'dealstage' },
      ],
      category: 'VALIDATION_ERROR',
    },
    'Property values were not valid: won was not one of the allowed options',
  ],
  [
    'GitHub',
    'https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#validation-failed',
    {
      message: 'Validation Failed',
      errors: [{ resource: 'Issue', field: 'title', code: 'missing_field' }],
      documentation_url: 'https://docs.github.com/rest',
    },
    'Validation Failed: title: missing_field',
  ],
  [
    'Stripe',
    'https://docs.stripe.com/api/errors',
    {
      error: {
        type: 'invalid_request_error',
        code: 'charge_already_refunded',
        message: 'Charge has been refunded.',
      },
    },
    'Charge has been refunded.',
  ],
  [
    'Linear, one of its errors',
    'https://linear.app/developers/graphql#errors',
    { message: 'Entity not found', extensions: { userPresentableMessage: 'Could not find that issue.' } },
    'Could not find that issue.',
  ],
  [
    'Google',
    'https://cloud.google.com/apis/design/errors',
    { error: { code: 400, message: 'Unable to parse range: X', status: 'INVALID_ARGUMENT' } },
    'Unable to parse range: X',
  ],
  ['RFC 9457', 'RFC 9457', { title: 'Bad', detail: 'The stage is closed.' }, 'The stage is closed.'],
  ['Django', 'fields at the top are no reason', { stage: ['no'] }, ''],
  ['nothing', '', undefined, ''],
  ['a list of nothing', '', [{}, 1, null], ''],
];

describe('the reason of a service', () => {
  it.each(documented)('%s', (_service, _source, body, words) => {
    expect(problemText(body as never)).toBe(words);
  });

  it('is one line, and never longer than people read', () => {
    const long = problemText({ message: `a\n\u202eb ${'x'.repeat(900)}` });
    expect(long).toMatch(/^a b x+…$/);
    expect([...long]).toHaveLength(200);
  });
});
