//! Edits of what must be there, of members without a name, and of choices.

use super::{MAJOR, MINOR, PATCH, Wide, wide};

pub(super) const EDITS: &[Wide] = &[
    // What must be there, and what may be null.
    wide(None, &[], &[("[string, 'null']", "string")]),
    wide(
        MINOR,
        &[("types::Book::title", "it may be absent, and is empty then")],
        &[(
            "        title: {type: string, description: What it is called.}",
            "        title: {type: [string, 'null'], description: What it is called.}",
        )],
    ),
    wide(
        MINOR,
        &[(
            "operations::ChangeBook::shelf",
            "an empty one is sent as `null`",
        )],
        &[(
            "shelf: {$ref: '#/components/schemas/Shelf', description: Where it goes.}",
            "shelf: {oneOf: [{$ref: '#/components/schemas/Shelf'}, {type: 'null'}], description: Where it goes.}",
        )],
    ),
    wide(
        MINOR,
        &[(
            "operations::ChangeBook::state",
            "as `null` where it is unset",
        )],
        &[
            ("required: [shelf]", "required: [shelf, state]"),
            (
                "state: {type: string, enum: [IN, OUT]",
                "state: {type: [string, 'null'], enum: [IN, OUT, null]",
            ),
        ],
    ),
    wide(
        MINOR,
        &[("operations::FindBooks::by", "an empty one is not sent")],
        &[(
            "{name: by, in: query, required: true,",
            "{name: by, in: query,",
        )],
    ),
    wide(
        MINOR,
        &[("types::Draft::title", "an empty one is not sent")],
        &[(
            "        title: {type: string, description: A title.}",
            "        title: {type: string, readOnly: true, description: A title.}",
        )],
    ),
    wide(
        MINOR,
        &[("types::Book::title", "it may be absent")],
        &[(
            "        title: {type: string, description: What it is called.}",
            "        title: {type: string, writeOnly: true, description: What it is called.}",
        )],
    ),
    wide(
        PATCH,
        &[("types::Book::title", "documentation")],
        &[(
            "        title: {type: string, description: What it is called.}",
            "        title: {type: string, readOnly: true, description: What it is called.}",
        )],
    ),
    wide(
        MINOR,
        &[("types::Draft::secret", "not shown")],
        &[(
            "secret: {type: string",
            "secret: {type: string, x-jobs-sensitive: true",
        )],
    ),
    wide(
        MINOR,
        &[
            ("types::Draft::title", "an empty one is not sent"),
            ("types::Draft::title", "not shown"),
        ],
        &[(
            "        title: {type: string, description: A title.}",
            "        title: {type: string, readOnly: true, x-jobs-sensitive: true, description: A title.}",
        )],
    ),
    // Members without a name.
    wide(
        MAJOR,
        &[("types::Marks::extra_values", "`String`, no longer `i64`")],
        &[(
            "      additionalProperties: {type: integer}\n",
            "      additionalProperties: {type: string}\n",
        )],
    ),
    wide(
        MAJOR,
        &[("types::Marks::extra_values", "nothing is said any more")],
        &[("      additionalProperties: {type: integer}\n", "")],
    ),
    wide(
        MAJOR,
        &[
            (
                "types::Marks::extra_values",
                "the method is `extra_values_` now",
            ),
            ("types::Marks::extra_values", "`Option<String>`"),
        ],
        &[(
            "        by: {type: string, description: Who.}",
            "        by: {type: string, description: Who.}\n        extra_values: {type: string, description: A word.}",
        )],
    ),
    // Choices.
    wide(
        None,
        &[],
        &[(
            "oneOf: [{$ref: '#/components/schemas/Person'}, {$ref: '#/components/schemas/Firm'}]",
            "oneOf: [{$ref: '#/components/schemas/Firm'}, {$ref: '#/components/schemas/Person'}]",
        )],
    ),
    wide(
        None,
        &[],
        &[(
            "oneOf: [{type: string}, {type: object, properties: {text: {type: string, description: Text.}}}]",
            "oneOf: [{type: object, properties: {text: {type: string, description: Text.}}}, {type: string}]",
        )],
    ),
    wide(
        MAJOR,
        &[(
            "types::BookNote",
            "a choice between kinds of values becomes an object",
        )],
        &[(
            "oneOf: [{type: string}, {type: object,",
            "oneOf: [{type: object,",
        )],
    ),
    wide(
        MINOR,
        &[("types::Maker::Shelf", "which were `Other`")],
        &[(
            "oneOf: [{$ref: '#/components/schemas/Person'}, {$ref: '#/components/schemas/Firm'}]",
            "oneOf: [{$ref: '#/components/schemas/Shelf'}, {$ref: '#/components/schemas/Person'}, {$ref: '#/components/schemas/Firm'}]",
        )],
    ),
    wide(
        MINOR,
        &[(
            "types::Maker::Person",
            "`human` tells it, no longer `person`; what is converted gets `human`",
        )],
        &[("{person:", "{human:")],
    ),
    wide(
        MINOR,
        &[(
            "types::Maker::Firm",
            "`firm` or `company` tells it, no longer `firm`",
        )],
        &[(
            "firm: '#/components/schemas/Firm'}}",
            "firm: '#/components/schemas/Firm', company: '#/components/schemas/Firm'}}",
        )],
    ),
    wide(
        MINOR,
        &[
            (
                "types::Maker",
                "the member `type` tells what it is, no longer the member `kind`",
            ),
            ("types::Maker::Firm", "its tag in another place"),
        ],
        &[("propertyName: kind", "propertyName: type")],
    ),
    wide(
        MAJOR,
        &[
            ("types::Person::kind", "takes it as another argument"),
            ("types::Maker::Person", "not get its tag by itself"),
        ],
        &[(
            "      description: A person.\n",
            "      description: A person.\n      required: [kind]\n",
        )],
    ),
    wide(
        MAJOR,
        &[(
            "types::Maker",
            "a choice between kinds of values becomes an object",
        )],
        &[(
            "      discriminator: {propertyName: kind, mapping: {person: '#/components/schemas/Person', firm: '#/components/schemas/Firm'}}\n",
            "",
        )],
    ),
];
