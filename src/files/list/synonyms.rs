//! The words that stand at the head of columns, in Spanish and English.

use super::header::ColumnRole;

/// Header words, folded, without articles and prepositions, run together.
pub(super) const SYNONYMS: &[(ColumnRole, &str)] = &[
    (
        ColumnRole::CustomerName,
        "cliente nombrecliente clientenombre nombre razonsocial razonsocialcliente \
         nombrerazonsocial nombreorazonsocial deudor nombredeudor empresa receptor nombrereceptor \
         razonsocialreceptor comprador denominacion titular customer customername client \
         clientname company companyname name accountname debtor debtorname billto buyer \
         customercompany businessname",
    ),
    (
        ColumnRole::CustomerCode,
        "codigocliente codcliente clientecodigo clavecliente cvecliente cveclie clave codigo cod \
         idcliente clienteid nocliente ncliente numcliente numerocliente nrocliente cuentacliente \
         customerid customercode customernumber customerno custid custno clientid clientcode \
         clientnumber clientno accountid accountnumber accountno accountcode debtorid debtornumber",
    ),
    (
        ColumnRole::TaxId,
        "rfc rfccliente rfcreceptor nit nitcliente ruc ruccliente rucdni rut rutcliente cuit \
         cuitcliente cif nif cifnif nifcif cedula cedularuc idfiscal identificacionfiscal \
         identificacion identificacioncliente nroidentificacion numeroidentificacion \
         registrofiscal rtn taxid customertaxid vat vatid vatnumber vatno ein taxnumber \
         taxidentificationnumber",
    ),
    (
        ColumnRole::Number,
        "numero numerofactura nofactura nrofactura numfactura nfactura factura facturano \
         facturanumero folio foliofactura seriefolio serieyfolio documento nodocumento \
         nrodocumento numdocumento numerodocumento ndocumento doc numdoc nodoc nrodoc numerodoc \
         comprobante nrocomprobante numerocomprobante nocomprobante numcomprobante no nro num n \
         facturan invoice invoicenumber invoiceno invoicenum invoiceid invoicenr documentnumber \
         documentno document docnumber docno docnum number billnumber billno",
    ),
    (
        ColumnRole::IssueDate,
        "fecha fechafactura fechaemision femision emision fechadocumento fechadoc fechadocto \
         fechaexpedicion expedicion fechacomprobante fechafacturacion ffactura fdocumento emitida \
         fecfactura fecemision fecdoc date invoicedate issuedate dateissued issued issuedon docdate \
         documentdate billdate billingdate postingdate dateinvoice invoiceissuedate",
    ),
    (
        ColumnRole::DueDate,
        "vencimiento fechavencimiento fechavenc fechavto fecvencimiento fecvto fvencimiento \
         fvto vto vence vencimientofactura fechalimite fechalimitepago fechavence venceel \
         due duedate datedue dueon maturity maturitydate netduedate paymentduedate invoiceduedate \
         paymentdue",
    ),
    (
        ColumnRole::Terms,
        "condiciones condicionespago condicionpago condicionespagos plazo plazopago plazodias \
         diasplazo diascredito terminos terminospago terminopago condicionventa terms \
         paymentterms creditterms creditdays netterms termsdays",
    ),
    (
        ColumnRole::Currency,
        "moneda divisa mon tipomoneda codigomoneda monedadoc monedadocumento monedafactura \
         currency currencycode curr cur invoicecurrency ccy",
    ),
    (
        ColumnRole::Total,
        "total importe monto valor importetotal montototal valortotal totalfactura valorfactura \
         importefactura montofactura montooriginal importeoriginal valororiginal importedocumento \
         montodocumento totaldocumento totalcomprobante totalapagar totalpagar cargo amount \
         invoiceamount invoicetotal totalamount grossamount originalamount invoicevalue \
         amountinvoiced invoiced value grandtotal",
    ),
    (
        ColumnRole::Open,
        "saldo saldopendiente pendiente saldoactual saldodocumento saldofactura saldoinsoluto \
         saldoporcobrar porcobrar pendientecobro pendientepago saldototal adeudo saldodeudor \
         importependiente montopendiente valorpendiente deuda saldofinal saldocliente balance open \
         openamount openbalance outstanding outstandingamount outstandingbalance amountdue \
         balancedue remaining remainingamount remainingbalance unpaid unpaidamount amountopen",
    ),
    (
        ColumnRole::Paid,
        "pagado pagada abono abonos abonado cobrado cobrada pagos totalpagado importepagado \
         montopagado valorpagado importecobrado montocobrado totalabonos paid amountpaid \
         paidamount payments totalpaid amountreceived collected ispaid",
    ),
    (
        ColumnRole::SettledDate,
        "fechapago fechacobro fpago fcobro fechapagado pagadoel pagadael cobradoel fechaliquidacion \
         fechaultimopago fechacancelacion fecpago settled settleddate settlementdate paiddate \
         datepaid paidon paymentdate datesettled clearingdate cleareddate collectiondate",
    ),
    (
        ColumnRole::Reference,
        "referencia ref ordencompra oc nooc numerooc pedido nopedido numeropedido nropedido \
         contrato uuid foliofiscal cufe claveacceso refcliente reference purchaseorder po ponumber \
         pono customerreference customerref customerpo ordernumber orderno contract",
    ),
    (
        ColumnRole::Notes,
        "notas nota observaciones observacion obs comentarios comentario concepto descripcion \
         detalle glosa notes note memo description comments comment remarks details",
    ),
    (
        ColumnRole::Responsible,
        "responsable vendedor gestor cobrador ejecutivo asesor agente ejecutivocuenta \
         nombrevendedor responsablecobranza responsible salesrep salesperson salesman owner \
         collector rep accountmanager agent",
    ),
    (
        ColumnRole::Segment,
        "segmento tipocliente clasificacion categoria giro grupo grupocliente clasecliente canal \
         segment customertype customergroup category customersegment group customerclass",
    ),
    (
        ColumnRole::Email,
        "correo correoelectronico email correocliente emailcliente mail correos emailaddress \
         customeremail contactemail",
    ),
    (
        ColumnRole::Phone,
        "telefono tel telefonos celular movil whatsapp telefonocliente numerotelefono phone \
         phonenumber mobile telephone customerphone contactphone cell cellphone",
    ),
];
