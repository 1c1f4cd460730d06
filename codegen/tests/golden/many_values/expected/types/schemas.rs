// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{self, OpenEnum, UnknownValue};

/// A gathering of leaves. The functions that list them are longer than Clippy likes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Quire {
    /// `Q1`
    Q1,
    /// `Q2`
    Q2,
    /// `Q3`
    Q3,
    /// `Q4`
    Q4,
    /// `Q5`
    Q5,
    /// `Q6`
    Q6,
    /// `Q7`
    Q7,
    /// `Q8`
    Q8,
    /// `Q9`
    Q9,
    /// `Q10`
    Q10,
    /// `Q11`
    Q11,
    /// `Q12`
    Q12,
    /// `Q13`
    Q13,
    /// `Q14`
    Q14,
    /// `Q15`
    Q15,
    /// `Q16`
    Q16,
    /// `Q17`
    Q17,
    /// `Q18`
    Q18,
    /// `Q19`
    Q19,
    /// `Q20`
    Q20,
    /// `Q21`
    Q21,
    /// `Q22`
    Q22,
    /// `Q23`
    Q23,
    /// `Q24`
    Q24,
    /// `Q25`
    Q25,
    /// `Q26`
    Q26,
    /// `Q27`
    Q27,
    /// `Q28`
    Q28,
    /// `Q29`
    Q29,
    /// `Q30`
    Q30,
    /// `Q31`
    Q31,
    /// `Q32`
    Q32,
    /// `Q33`
    Q33,
    /// `Q34`
    Q34,
    /// `Q35`
    Q35,
    /// `Q36`
    Q36,
    /// `Q37`
    Q37,
    /// `Q38`
    Q38,
    /// `Q39`
    Q39,
    /// `Q40`
    Q40,
    /// `Q41`
    Q41,
    /// `Q42`
    Q42,
    /// `Q43`
    Q43,
    /// `Q44`
    Q44,
    /// `Q45`
    Q45,
    /// `Q46`
    Q46,
    /// `Q47`
    Q47,
    /// `Q48`
    Q48,
    /// `Q49`
    Q49,
    /// `Q50`
    Q50,
    /// `Q51`
    Q51,
    /// `Q52`
    Q52,
    /// `Q53`
    Q53,
    /// `Q54`
    Q54,
    /// `Q55`
    Q55,
    /// `Q56`
    Q56,
    /// `Q57`
    Q57,
    /// `Q58`
    Q58,
    /// `Q59`
    Q59,
    /// `Q60`
    Q60,
    /// `Q61`
    Q61,
    /// `Q62`
    Q62,
    /// `Q63`
    Q63,
    /// `Q64`
    Q64,
    /// `Q65`
    Q65,
    /// `Q66`
    Q66,
    /// `Q67`
    Q67,
    /// `Q68`
    Q68,
    /// `Q69`
    Q69,
    /// `Q70`
    Q70,
    /// `Q71`
    Q71,
    /// `Q72`
    Q72,
    /// `Q73`
    Q73,
    /// `Q74`
    Q74,
    /// `Q75`
    Q75,
    /// `Q76`
    Q76,
    /// `Q77`
    Q77,
    /// `Q78`
    Q78,
    /// `Q79`
    Q79,
    /// `Q80`
    Q80,
    /// `Q81`
    Q81,
    /// `Q82`
    Q82,
    /// `Q83`
    Q83,
    /// `Q84`
    Q84,
    /// `Q85`
    Q85,
    /// `Q86`
    Q86,
    /// `Q87`
    Q87,
    /// `Q88`
    Q88,
    /// `Q89`
    Q89,
    /// `Q90`
    Q90,
    /// `Q91`
    Q91,
    /// `Q92`
    Q92,
    /// `Q93`
    Q93,
    /// `Q94`
    Q94,
    /// `Q95`
    Q95,
    /// `Q96`
    Q96,
    /// `Q97`
    Q97,
    /// `Q98`
    Q98,
    /// `Q99`
    Q99,
    /// `Q100`
    Q100,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for Quire {
    fn from_wire(value: &str) -> Self {
        match value {
            "Q1" => Self::Q1,
            "Q2" => Self::Q2,
            "Q3" => Self::Q3,
            "Q4" => Self::Q4,
            "Q5" => Self::Q5,
            "Q6" => Self::Q6,
            "Q7" => Self::Q7,
            "Q8" => Self::Q8,
            "Q9" => Self::Q9,
            "Q10" => Self::Q10,
            "Q11" => Self::Q11,
            "Q12" => Self::Q12,
            "Q13" => Self::Q13,
            "Q14" => Self::Q14,
            "Q15" => Self::Q15,
            "Q16" => Self::Q16,
            "Q17" => Self::Q17,
            "Q18" => Self::Q18,
            "Q19" => Self::Q19,
            "Q20" => Self::Q20,
            "Q21" => Self::Q21,
            "Q22" => Self::Q22,
            "Q23" => Self::Q23,
            "Q24" => Self::Q24,
            "Q25" => Self::Q25,
            "Q26" => Self::Q26,
            "Q27" => Self::Q27,
            "Q28" => Self::Q28,
            "Q29" => Self::Q29,
            "Q30" => Self::Q30,
            "Q31" => Self::Q31,
            "Q32" => Self::Q32,
            "Q33" => Self::Q33,
            "Q34" => Self::Q34,
            "Q35" => Self::Q35,
            "Q36" => Self::Q36,
            "Q37" => Self::Q37,
            "Q38" => Self::Q38,
            "Q39" => Self::Q39,
            "Q40" => Self::Q40,
            "Q41" => Self::Q41,
            "Q42" => Self::Q42,
            "Q43" => Self::Q43,
            "Q44" => Self::Q44,
            "Q45" => Self::Q45,
            "Q46" => Self::Q46,
            "Q47" => Self::Q47,
            "Q48" => Self::Q48,
            "Q49" => Self::Q49,
            "Q50" => Self::Q50,
            "Q51" => Self::Q51,
            "Q52" => Self::Q52,
            "Q53" => Self::Q53,
            "Q54" => Self::Q54,
            "Q55" => Self::Q55,
            "Q56" => Self::Q56,
            "Q57" => Self::Q57,
            "Q58" => Self::Q58,
            "Q59" => Self::Q59,
            "Q60" => Self::Q60,
            "Q61" => Self::Q61,
            "Q62" => Self::Q62,
            "Q63" => Self::Q63,
            "Q64" => Self::Q64,
            "Q65" => Self::Q65,
            "Q66" => Self::Q66,
            "Q67" => Self::Q67,
            "Q68" => Self::Q68,
            "Q69" => Self::Q69,
            "Q70" => Self::Q70,
            "Q71" => Self::Q71,
            "Q72" => Self::Q72,
            "Q73" => Self::Q73,
            "Q74" => Self::Q74,
            "Q75" => Self::Q75,
            "Q76" => Self::Q76,
            "Q77" => Self::Q77,
            "Q78" => Self::Q78,
            "Q79" => Self::Q79,
            "Q80" => Self::Q80,
            "Q81" => Self::Q81,
            "Q82" => Self::Q82,
            "Q83" => Self::Q83,
            "Q84" => Self::Q84,
            "Q85" => Self::Q85,
            "Q86" => Self::Q86,
            "Q87" => Self::Q87,
            "Q88" => Self::Q88,
            "Q89" => Self::Q89,
            "Q90" => Self::Q90,
            "Q91" => Self::Q91,
            "Q92" => Self::Q92,
            "Q93" => Self::Q93,
            "Q94" => Self::Q94,
            "Q95" => Self::Q95,
            "Q96" => Self::Q96,
            "Q97" => Self::Q97,
            "Q98" => Self::Q98,
            "Q99" => Self::Q99,
            "Q100" => Self::Q100,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Q1 => "Q1",
            Self::Q2 => "Q2",
            Self::Q3 => "Q3",
            Self::Q4 => "Q4",
            Self::Q5 => "Q5",
            Self::Q6 => "Q6",
            Self::Q7 => "Q7",
            Self::Q8 => "Q8",
            Self::Q9 => "Q9",
            Self::Q10 => "Q10",
            Self::Q11 => "Q11",
            Self::Q12 => "Q12",
            Self::Q13 => "Q13",
            Self::Q14 => "Q14",
            Self::Q15 => "Q15",
            Self::Q16 => "Q16",
            Self::Q17 => "Q17",
            Self::Q18 => "Q18",
            Self::Q19 => "Q19",
            Self::Q20 => "Q20",
            Self::Q21 => "Q21",
            Self::Q22 => "Q22",
            Self::Q23 => "Q23",
            Self::Q24 => "Q24",
            Self::Q25 => "Q25",
            Self::Q26 => "Q26",
            Self::Q27 => "Q27",
            Self::Q28 => "Q28",
            Self::Q29 => "Q29",
            Self::Q30 => "Q30",
            Self::Q31 => "Q31",
            Self::Q32 => "Q32",
            Self::Q33 => "Q33",
            Self::Q34 => "Q34",
            Self::Q35 => "Q35",
            Self::Q36 => "Q36",
            Self::Q37 => "Q37",
            Self::Q38 => "Q38",
            Self::Q39 => "Q39",
            Self::Q40 => "Q40",
            Self::Q41 => "Q41",
            Self::Q42 => "Q42",
            Self::Q43 => "Q43",
            Self::Q44 => "Q44",
            Self::Q45 => "Q45",
            Self::Q46 => "Q46",
            Self::Q47 => "Q47",
            Self::Q48 => "Q48",
            Self::Q49 => "Q49",
            Self::Q50 => "Q50",
            Self::Q51 => "Q51",
            Self::Q52 => "Q52",
            Self::Q53 => "Q53",
            Self::Q54 => "Q54",
            Self::Q55 => "Q55",
            Self::Q56 => "Q56",
            Self::Q57 => "Q57",
            Self::Q58 => "Q58",
            Self::Q59 => "Q59",
            Self::Q60 => "Q60",
            Self::Q61 => "Q61",
            Self::Q62 => "Q62",
            Self::Q63 => "Q63",
            Self::Q64 => "Q64",
            Self::Q65 => "Q65",
            Self::Q66 => "Q66",
            Self::Q67 => "Q67",
            Self::Q68 => "Q68",
            Self::Q69 => "Q69",
            Self::Q70 => "Q70",
            Self::Q71 => "Q71",
            Self::Q72 => "Q72",
            Self::Q73 => "Q73",
            Self::Q74 => "Q74",
            Self::Q75 => "Q75",
            Self::Q76 => "Q76",
            Self::Q77 => "Q77",
            Self::Q78 => "Q78",
            Self::Q79 => "Q79",
            Self::Q80 => "Q80",
            Self::Q81 => "Q81",
            Self::Q82 => "Q82",
            Self::Q83 => "Q83",
            Self::Q84 => "Q84",
            Self::Q85 => "Q85",
            Self::Q86 => "Q86",
            Self::Q87 => "Q87",
            Self::Q88 => "Q88",
            Self::Q89 => "Q89",
            Self::Q90 => "Q90",
            Self::Q91 => "Q91",
            Self::Q92 => "Q92",
            Self::Q93 => "Q93",
            Self::Q94 => "Q94",
            Self::Q95 => "Q95",
            Self::Q96 => "Q96",
            Self::Q97 => "Q97",
            Self::Q98 => "Q98",
            Self::Q99 => "Q99",
            Self::Q100 => "Q100",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(Quire);
