; The guest that proves an accelerator: one boot sector that goes the way of every operating system of today, from real
; mode over protected mode to long mode and to a user's program and back, and then powers its machine off. Where only a
; part of the processor is carried out, as some nested hosts do, it hangs on its way or is stopped.
;
; nasm -f bin -o kvm-proof.bin kvm-proof.asm

bits 16
org 0x7c00

%define PAGES 0x1000            ; three tables: level 4, 3, 2
%define PROTECTED_CODE 0x08
%define DATA 0x10
%define LONG_CODE 0x18          ; followed by its data, as syscall wants it
%define USER 0x28               ; followed by its data and code, as sysret wants it

start:
    cli
    xor ax, ax
    mov ds, ax
    mov es, ax
    mov ss, ax
    mov sp, start
    mov di, PAGES
    mov cx, 3 * 4096 / 2
    cld
    rep stosw
    mov word [PAGES], PAGES + 0x1000 + 7
    mov word [PAGES + 0x1000], PAGES + 0x2000 + 7
    mov word [PAGES + 0x2000], 0x87 ; the first 2 MiB, for users too
    in al, 0x92
    or al, 2
    and al, 0xfe
    out 0x92, al                ; address line 20
    lgdt [descriptors.pointer]
    mov eax, cr0
    or al, 1
    mov cr0, eax
    jmp PROTECTED_CODE:protected

bits 32
protected:
    mov ax, DATA
    mov ds, ax
    mov ss, ax
    lidt [gate32.pointer]
    int 0
    mov eax, PAGES
    mov cr3, eax
    mov eax, cr4
    or eax, 1 << 5              ; PAE
    mov cr4, eax
    mov ecx, 0xc0000080         ; EFER: long mode, syscall
    rdmsr
    or eax, 1 << 8 | 1
    wrmsr
    mov eax, cr0
    or eax, 1 << 31
    mov cr0, eax
    jmp LONG_CODE:long_mode

back32:
    iret

bits 64
long_mode:
    lidt [gate64.pointer]
    int 0
    mov rax, cr3
    mov cr3, rax
    xor eax, eax
    cpuid
    mov ecx, 0xc0000081         ; STAR
    xor eax, eax
    mov edx, USER << 16 | LONG_CODE
    wrmsr
    inc ecx                     ; LSTAR
    mov eax, system_call
    xor edx, edx
    wrmsr
    mov ecx, user_program
    mov r11d, 2                 ; no interrupts
    o64 sysret

back64:
    iretq

user_program:
    syscall

system_call:
    mov dx, 0x604               ; power management of q35, where the firmware puts it
    mov ax, 0x2000              ; soft off
    out dx, ax
halt:
    hlt
    jmp halt

align 8
gate32:
    dw back32, PROTECTED_CODE, 0x8e00, 0
gate64:
    dw back64, LONG_CODE, 0x8e00, 0
    dd 0, 0
gate32.pointer:
    dw 7
    dd gate32
gate64.pointer:
    dw 15
    dq gate64

align 8
descriptors:
    dq 0
    dq 0x00cf9a000000ffff       ; protected mode's code
    dq 0x00cf92000000ffff       ; data
    dq 0x00af9a000000ffff       ; long mode's code
    dq 0x00cf92000000ffff       ; its data
    dq 0                        ; a user's code of 32 bits, not used
    dq 0x00cff2000000ffff       ; a user's data
    dq 0x00affa000000ffff       ; a user's code
.pointer:
    dw .pointer - descriptors - 1
    dd descriptors

    times 510 - ($ - $$) db 0
    dw 0xaa55
