//! What must not compile. Each example stands beside one that compiles and differs in nothing else.
//!
//! # An unknown value is made by its enum alone
//!
//! So that what is unknown today and known tomorrow is one value in every program. R3.2
//!
//! ```
//! use jobs_api::types::RunLifeCycleState;
//!
//! let state = RunLifeCycleState::from("PENDING");
//! assert_eq!(state, RunLifeCycleState::Pending);
//! ```
//!
//! ```compile_fail,E0423
//! use jobs_api::types::RunLifeCycleState;
//! use jobs_runtime::json::UnknownValue;
//!
//! let state = RunLifeCycleState::UnknownValue(UnknownValue("PENDING".into()));
//! ```
//!
//! ```compile_fail,E0277
//! use jobs_api::types::RunLifeCycleState;
//!
//! let state = RunLifeCycleState::UnknownValue("PENDING".into());
//! ```
//!
//! # An unknown value is not looked into
//!
//! ```
//! use jobs_api::types::RunLifeCycleState;
//!
//! match RunLifeCycleState::from("NEW") {
//!     RunLifeCycleState::Pending => {}
//!     other => assert_eq!(other.as_str(), "NEW"),
//! }
//! ```
//!
//! ```compile_fail,E0532
//! use jobs_api::types::RunLifeCycleState;
//! use jobs_runtime::json::UnknownValue;
//!
//! match RunLifeCycleState::from("NEW") {
//!     RunLifeCycleState::Pending => {}
//!     RunLifeCycleState::UnknownValue(UnknownValue(text)) => {}
//!     other => assert_eq!(other.as_str(), "NEW"),
//! }
//! ```
//!
//! # An id is of one kind
//!
//! R18.1
//!
//! ```
//! use jobs_api::operations::GetRun;
//! use jobs_api::types::{JobId, RunId};
//!
//! let request = GetRun::new(RunId(17));
//! ```
//!
//! ```compile_fail,E0277
//! use jobs_api::operations::GetRun;
//! use jobs_api::types::{JobId, RunId};
//!
//! let request = GetRun::new(JobId(17));
//! ```
