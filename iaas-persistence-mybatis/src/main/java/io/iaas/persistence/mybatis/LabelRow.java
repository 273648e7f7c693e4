package io.iaas.persistence.mybatis;

/** A row of {@code iaas_vm_label}. */
record LabelRow(String vmId, String labelKey, String labelValue) {}
